// Header for requests that change something: fetch(url, {method: 'POST', headers: csrfHeader(), …})
function csrfHeader() {
  const match = document.cookie.match(/(?:^|; )TW-CSRF=([^;]*)/);
  return match ? {'X-TW-CSRF': decodeURIComponent(match[1])} : {};
}
