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
