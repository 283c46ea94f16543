export default {
  app: {name: 'Cockpit', vendor: 'Tradewind'},
  customScripts: ['../../../js/camunda-session.js'],
  disableWelcomeMessage: true
};
