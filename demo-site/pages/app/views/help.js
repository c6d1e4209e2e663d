import { make } from '../make.js';
import { rental } from '../rental.js';

/** @param {{ question: string, answer: string }} entry @param {number} at */
function fold({ question, answer }, at) {
  const panel = make('div', { id: `answer-${at}`, hidden: true }, make('p', {}, answer));
  const button = make(
    'button',
    { type: 'button', 'aria-expanded': 'false', 'aria-controls': panel.id, 'data-evi-click': true },
    question,
  );
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', `${!panel.hidden}`);
  });
  return make('div', { class: 'fold' }, make('h2', { id: `question-${at}` }, button), panel);
}

/** @returns {Promise<import('../main.js').View>} */
export async function showHelp() {
  const { questions } = await rental();
  const folds = questions.map(fold);
  const all = make(
    'button',
    { type: 'button', class: 'button quiet', 'data-evi-click': true },
    'Open all answers',
  );
  all.addEventListener('click', () => {
    for (const button of document.querySelectorAll('.fold button[aria-expanded=false]'))
      if (button instanceof HTMLElement) button.click();
  });
  return {
    title: 'Help',
    content: [make('section', {}, make('h1', {}, 'Good to know'), make('p', {}, all), ...folds)],
  };
}
