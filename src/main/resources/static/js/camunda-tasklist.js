// Lists begin with what is due first. Without an order in the address Tasklist shows and asks for the newest first.
const dueFirst = `sorting=${encodeURIComponent(JSON.stringify([{sortBy: 'dueDate', sortOrder: 'asc'}]))}`;

function order() {
  const [path, parameters = ''] = location.hash.slice(1).split('?');
  if (['', '/'].includes(path) && !/(^|&)sorting=/.test(parameters)) {
    history.replaceState(history.state, '', `#/?${parameters}${parameters && '&'}${dueFirst}`);
  }
}

order();
// before Tasklist itself hears of it
['popstate', 'hashchange'].forEach(change => addEventListener(change, order));

// The way back from Tasklist to the product's other pages.
const links = [['../../../../', 'Home'], ['../../../../board', 'Board']];

export default {
  id: 'tradewind.links',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: container => {
    const group = document.createElement('div');
    group.className = 'tradewind-links';
    for (const [href, text] of links) {
      const link = document.createElement('a');
      link.href = new URL(href, document.baseURI).pathname;
      link.textContent = text;
      group.append(link);
    }
    container.append(group);
  }
};
