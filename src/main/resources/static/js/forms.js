// A form that was open while its person logged in anew is sent with today's token, so that what was written is not lost.
document.addEventListener('submit', event => {
  const token = event.target.querySelector('input[type=hidden][name=_csrf]');
  const cookie = document.cookie.match(/(?:^|; )TW-CSRF=([^;]*)/);
  if (token && cookie) {
    token.value = decodeURIComponent(cookie[1]);
  }
});
