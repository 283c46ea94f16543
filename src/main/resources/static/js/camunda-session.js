// Camunda's web applications have a login form of their own, which knows nothing of the product's login.
// Whenever one of them wants to show it, after logging out or when the session has ended, the product's page is shown.
let leaving = false;

document.addEventListener('click', event => {
  leaving = leaving || event.target.closest?.('li.logout') !== null;
}, true);

function leadToLogin() {
  if (location.hash.startsWith('#/login')) {
    location.replace('../../../../login?' + (leaving ? 'logout' : 'expired'));
  }
}

for (const name of ['pushState', 'replaceState']) {
  const original = history[name].bind(history);
  history[name] = (...args) => {
    original(...args);
    leadToLogin();
  };
}
window.addEventListener('hashchange', leadToLogin);
leadToLogin();

export default [];
