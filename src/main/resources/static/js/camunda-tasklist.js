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

// Another tab takes the form away: what was entered is saved before, as by the button.
addEventListener('click', event => {
  if (event.target.closest('.nav-tabs a')) {
    document.querySelector('[ng-click="save($event)"]')?.click();
  }
}, true);

// What was refused is no longer said once it is tried again or another task is opened; Tasklist leaves it until it is closed.
addEventListener('click', event => {
  if (event.target.closest('[ng-click="complete()"], .tasks-list .task')) {
    document.querySelectorAll('.notifications .alert-danger .close').forEach(close => close.click());
  }
}, true);

// Escape closes a list of choices, not the form that is being filled in around it; the form has a button for that.
document.documentElement.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.querySelector('.modal .fjs-container')) {
    event.stopPropagation();
  }
});

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
