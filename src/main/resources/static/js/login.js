const form = document.getElementById('login');

// A link to one task carries it after the #, which no server sees: take it along through the login.
if (form) form.action += location.hash;

// A click on a demo person logs in as that person.
document.querySelectorAll('[data-user]').forEach(button => button.addEventListener('click', () => {
  form.elements.username.value = button.dataset.user;
  form.elements.password.value = button.dataset.password;
  form.requestSubmit();
}));
