/** The contact form of a studio that is not there: it answers by itself, and nothing is sent. */
const form = document.querySelector('#message-form');

if (form instanceof HTMLFormElement)
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = new FormData(form).get('name');
    form
      .querySelector('.done')
      ?.replaceChildren(`Thank you, ${name}. A real studio would have your message now.`);
    form.reset();
  });
