// Beside every task about a customer: who it is, what happened last, and the way to the card.
const home = new URL('../../../../', document.baseURI).pathname;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) {
    made.textContent = text;
  }
  if (className) {
    made.className = className;
  }
  return made;
}

function show(container, customer, taskId) {
  const link = element('a', customer.name + ', ' + customer.number);
  link.href = home + 'customers/' + customer.id + '?task=' + encodeURIComponent(taskId);
  link.target = '_blank';
  link.rel = 'noopener';
  link.className = 'tradewind-customer-link';
  const facts = element('p', 'Class ' + customer.customerClass + ' of A to C, by what they buy and how they pay'
    + (customer.ownerName ? ', looked after by ' + customer.ownerName : '')
    + (customer.phone ? ', ' + customer.phone : ''));
  const list = element('ul', '', 'tradewind-customer-entries');
  for (const entry of customer.entries) {
    const item = element('li');
    item.append(element('span', entry.at.substring(0, 10), 'tradewind-customer-day'), ' ', entry.title);
    list.append(item);
  }
  const all = link.cloneNode();
  all.textContent = 'Everything that happened';
  container.replaceChildren(element('h4'), facts, list, all);
  container.firstChild.append(link);
}

export default {
  id: 'tradewind.customer',
  pluginPoint: 'tasklist.task.detail',
  priority: 15,
  properties: {label: 'Customer'},
  render: (container, {taskId}) => {
    container.className = 'tradewind-customer';
    fetch(home + 'api/tasks/' + encodeURIComponent(taskId) + '/customer', {credentials: 'same-origin'})
      .then(answer => answer.ok ? answer.json() : undefined)
      .then(customer => customer
        ? show(container, customer, taskId)
        : container.replaceChildren(element('p', 'This task is about no customer, or the customer is not known yet.')))
      .catch(() => container.replaceChildren(element('p', 'The customer cannot be shown now. Try again in a moment.')));
  },
  unmount: () => {}
};
