// A form that was open while its person logged in anew is sent with today's token, so that what was written is not lost.
document.addEventListener('submit', event => {
  const token = event.target.querySelector('input[type=hidden][name=_csrf]');
  const cookie = document.cookie.match(/(?:^|; )TW-CSRF=([^;]*)/);
  if (token && cookie) {
    token.value = decodeURIComponent(cookie[1]);
  }
});

// A file that the form would send in vain is refused when it is chosen, with what to do. The server judges for itself.
const largestUpload = 200;

function refusal(input, file) {
  const most = Number(input.dataset.most || largestUpload);
  if (file.size > most * 1024 * 1024) {
    return `${file.name} has ${Math.ceil(file.size / 1024 / 1024)} MB, and ${most} MB are taken at most. Choose a smaller file.`;
  }
  const kinds = input.accept.split(',').map(kind => kind.trim()).filter(kind => kind.startsWith('.'));
  return kinds.length === 0 || kinds.some(kind => file.name.toLowerCase().endsWith(kind))
    ? ''
    : `${file.name} is of another kind. Choose a file that ends in ${kinds.join(', ')}.`;
}

document.addEventListener('change', ({target: input}) => {
  if (input.type === 'file') {
    const said = input.files.length === 0 ? '' : refusal(input, input.files[0]);
    const problem = said && `${input.labels[0].textContent}: ${said}`;
    input.setCustomValidity(problem);
    document.getElementById(`${input.id}-refused`)?.remove();
    if (problem) {
      const told = document.createElement('p');
      told.id = `${input.id}-refused`;
      told.className = 'tw-error';
      told.setAttribute('role', 'alert');
      told.textContent = problem;
      input.after(told);
    }
  }
});
