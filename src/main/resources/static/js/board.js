// Draws what the page says; it computes nothing. Without it the tables tell the same.
const COLOURS = ['#0b4f6c', '#f2b134', '#6fa8bf', '#b3261e', '#1b7f4d', '#7a5195', '#8a8f94', '#003f2e'];

document.querySelectorAll('[data-chart]').forEach(place => {
  const chart = JSON.parse(place.querySelector('script').textContent);
  place.hidden = false;
  if (chart.flat) {
    place.style.height = `${Math.max(8, 4 + chart.labels.length * 1.6)}rem`;
  }
  new Chart(place.querySelector('canvas'), {
    type: chart.type,
    data: {
      labels: chart.labels,
      datasets: chart.series.map((series, i) => ({
        label: series.label,
        data: series.values,
        backgroundColor: COLOURS[i % COLOURS.length],
        borderColor: '#fff',
        borderWidth: chart.stacked ? 1 : 0,
      })),
    },
    options: {
      indexAxis: chart.flat ? 'y' : 'x',
      maintainAspectRatio: false,
      animation: false,
      parsing: true,
      scales: {
        x: {stacked: chart.stacked, beginAtZero: true, title: {display: chart.flat, text: chart.unit}, ticks: {autoSkip: true}},
        y: {stacked: chart.stacked, beginAtZero: true, title: {display: !chart.flat, text: chart.unit}, ticks: {autoSkip: !chart.flat}},
      },
      plugins: {legend: {display: chart.series.length > 1, position: 'bottom'}},
    },
  });
});
