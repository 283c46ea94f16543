// Draws what the page says; it computes nothing. Without it the tables tell the same.
// Each series has a colour and a pattern of its own, so that it can be told apart in black and white.
const COLOURS = ['#0b4f6c', '#f2b134', '#6fa8bf', '#b3261e', '#1b7f4d', '#7a5195', '#8a8f94', '#003f2e'];
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const POINTS = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot', 'star'];

const STROKES = [
  null,
  pen => { pen.moveTo(0, 10); pen.lineTo(10, 0); },
  pen => { pen.moveTo(0, 5); pen.lineTo(10, 5); },
  pen => { pen.moveTo(0, 0); pen.lineTo(10, 10); pen.moveTo(0, 10); pen.lineTo(10, 0); },
  pen => { pen.moveTo(5, 0); pen.lineTo(5, 10); },
  pen => { pen.moveTo(0, 0); pen.lineTo(10, 10); },
  pen => { pen.moveTo(5, 0); pen.lineTo(5, 10); pen.moveTo(0, 5); pen.lineTo(10, 5); },
  pen => pen.arc(5, 5, 1.5, 0, 7),
];

function fill(context, i) {
  const colour = COLOURS[i % COLOURS.length];
  const stroke = STROKES[i % STROKES.length];
  if (!stroke) {
    return colour;
  }
  const tile = document.createElement('canvas');
  tile.width = 10;
  tile.height = 10;
  const pen = tile.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 10, 10);
  pen.strokeStyle = i % 2 === 1 && i < 3 ? '#1c2b36' : '#fff';
  pen.lineWidth = 1.5;
  pen.beginPath();
  stroke(pen);
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

const short = (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text;
const number = value => Number(value).toLocaleString('en', {maximumFractionDigits: 2}).replace('-', '−');

// A line across the bars at a value that matters, such as 100 %.
const mark = at => ({
  id: 'mark',
  afterDatasetsDraw(drawn) {
    const flat = drawn.options.indexAxis === 'y';
    const place = drawn.scales[flat ? 'x' : 'y'].getPixelForValue(at);
    const {left, right, top, bottom} = drawn.chartArea;
    const pen = drawn.ctx;
    pen.save();
    pen.strokeStyle = '#b3261e';
    pen.lineWidth = 2;
    pen.setLineDash([6, 4]);
    pen.beginPath();
    pen.moveTo(flat ? place : left, flat ? top : place);
    pen.lineTo(flat ? place : right, flat ? bottom : place);
    pen.stroke();
    pen.restore();
  },
});

document.querySelectorAll('[data-chart]').forEach(place => {
  const chart = JSON.parse(place.querySelector('script').textContent);
  place.hidden = false;
  const canvas = place.querySelector('canvas');
  const context = canvas.getContext('2d');
  if (chart.flat) {
    place.style.height = `${Math.max(8, 5 + chart.labels.length * (0.6 + chart.series.length * 0.9))}rem`;
  }
  const line = chart.type === 'line';
  const longest = chart.flat && canvas.clientWidth > 700 ? 48 : 22;
  const names = {ticks: {autoSkip: !chart.flat, callback(index) { return short(this.getLabelForValue(index), longest); }}, stacked: chart.stacked};
  const values = {
    stacked: chart.stacked,
    beginAtZero: true,
    suggestedMax: chart.mark ? Number(chart.mark) * 1.05 : undefined,
    title: {display: true, text: chart.unit},
    ticks: {callback: value => number(value), maxTicksLimit: 7},
  };
  new Chart(canvas, {
    type: chart.type,
    plugins: chart.mark ? [mark(Number(chart.mark))] : [],
    data: {
      labels: chart.labels,
      datasets: chart.series.map((series, i) => ({
        label: series.label,
        data: series.values,
        backgroundColor: line ? COLOURS[i % COLOURS.length] : fill(context, i),
        borderColor: line ? COLOURS[i % COLOURS.length] : '#fff',
        borderWidth: line ? 2 : chart.stacked ? 1 : 0,
        borderDash: line ? DASHES[i % DASHES.length] : [],
        pointStyle: POINTS[i % POINTS.length],
        pointRadius: 4,
        maxBarThickness: 36,
      })),
    },
    options: {
      indexAxis: chart.flat ? 'y' : 'x',
      maintainAspectRatio: false,
      animation: false,
      parsing: true,
      scales: chart.flat ? {x: values, y: names} : {x: names, y: values},
      plugins: {
        legend: {display: chart.series.length > 1, position: 'bottom', labels: {usePointStyle: line}},
        tooltip: {callbacks: {label: item => `${item.dataset.label}: ${number(item.raw)} ${chart.unit}`}},
      },
    },
  });
});

// Names of customers, looked up as one types where there are more than the page brought along.
const asked = document.querySelector('input[data-suggest]');
if (asked) {
  const names = document.getElementById(asked.getAttribute('list'));
  const full = names.options.length >= 100;
  let latest = 0;
  asked.addEventListener('input', async () => {
    if (!full || asked.value.trim().length < 2) {
      return;
    }
    const mine = ++latest;
    const answer = await fetch(`${asked.dataset.suggest}?like=${encodeURIComponent(asked.value.trim())}`);
    if (answer.ok && mine === latest) {
      names.replaceChildren(...(await answer.json()).map(name => new Option(name, name)));
    }
  });
}

// On paper every table is open, as it is on the screen again afterwards.
let opened = [];
window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('.tw-board details:not([open])')];
  opened.forEach(details => { details.open = true; });
});
window.addEventListener('afterprint', () => opened.forEach(details => { details.open = false; }));
