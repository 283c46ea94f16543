// A busy server may take longer over the plug-ins than the seven seconds RequireJS gives them, after which the page stays empty.
window.require.config({waitSeconds: 0});

// The list writes its labels once, when it is drawn, and would show their keys if the words came later: fetch them first.
const words = fetch(new URL('../locales/en.json?bust=7.24.0', import.meta.url)).then(answer => answer.text());
await Promise.race([words.catch(() => undefined), new Promise(goOn => setTimeout(goOn, 2000))]);

export default {
  app: {name: 'Tasklist', vendor: 'Tradewind'},
  customScripts: ['../../../js/camunda-session.js', '../../../js/camunda-tasklist.js', '../../../js/camunda-customer.js'],
  dateFormat: {normal: 'LLL', long: 'LLLL'},
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {key: 'ctrl+alt+c', description: 'claims the currently selected task'},
    focusFilter: {key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list'},
    focusList: {key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list'},
    focusForm: {key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form'},
    startProcess: {key: 'ctrl+alt+p', description: 'opens the start process modal dialog'}
  }
};
