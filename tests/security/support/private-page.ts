/** A page with a secret in each place that must stay on it: each is named, so that one that leaves says where from. */

const leak = (place: string): string => `LEAK-${place}`;

/** Values that inputs of these types take as they are. */
const TYPES = ['text', 'search', 'tel', 'url', 'email', 'password', 'hidden'];
/** Values that browsers take only in their own form; no other text of the page has them. */
export const FORMED: Record<string, string> = {
  number: '8675309',
  date: '1987-06-05',
  time: '04:43',
  month: '1986-11',
  week: '1985-W33',
  'datetime-local': '1984-03-02T05:47',
  color: '#a1b2c3',
  range: '73',
};

const inputs = [
  ...TYPES.map(
    (type) => `<label>Field ${type} <input type="${type}" value="${leak(`value-of-${type}`)}"></label>`,
  ),
  ...Object.entries(FORMED).map(
    ([type, value]) => `<label>Field ${type} <input type="${type}" value="${value}"></label>`,
  ),
].join('\n');

const json = (data: object): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

/** @param other An address of another site; it is shown in a frame. */
export const privatePage = (origin: string, other: string): string => `
<head><title>Surgery</title>
<link rel="canonical" href="${origin}/1?${leak('canonical')}">
<meta property="og:url" content="${origin}/1?${leak('og-url')}#${leak('og-url-fragment')}">
<meta property="og:image" content="/cat.png?${leak('og-image')}">
<meta name="csrf-token" content="${leak('csrf-token')}">
<meta name="description" content="${leak('excluded-meta')}" data-evi-exclude>
${json({ '@type': 'WebPage', name: 'Surgery', url: `${origin}/1?${leak('data-url')}`, sameAs: [`https://a.example/#${leak('data-fragment')}`] })}
<style>.gone{display:none}.unseen{visibility:hidden}.skipped{content-visibility:hidden}/* ${leak('style')} */</style>
</head><body>
<main><h1 id="top">Surgery <span hidden>${leak('hidden-in-heading')}</span></h1>
<p id="seen">Open from nine. <span class="gone">${leak('css-hidden')}</span><span class="unseen">${leak('invisible')}</span></p>
<div class="skipped">${leak('content-visibility')}</div><p hidden>${leak('hidden')}</p><p hidden="until-found">${leak('until-found')}</p>
<p aria-hidden="true">${leak('aria-hidden')}</p><div inert><p>${leak('inert')}</p><button data-evi-click>${leak('inert-button')}</button></div>
<div popover>${leak('popover')}</div><dialog>${leak('dialog')}</dialog>
<section data-evi-exclude><h2>${leak('excluded-heading')}</h2><p>${leak('excluded')}</p><img src="data:," alt="${leak('excluded-alt')}">
${json({ '@type': 'Thing', name: leak('excluded-data') })}
<button data-evi-click>${leak('excluded-button')}</button><a href="/in">${leak('excluded-link')}</a><label>${leak('excluded-label')} <input></label></section>
<div class="private"><p>${leak('listed')}</p><img src="data:," alt="${leak('listed-alt')}"></div>
<!-- ${leak('comment')} --><template><p>${leak('template')}</p></template><noscript>${leak('noscript')}</noscript>
<script>secret = '${leak('script')}';</script><script type="application/json">{"a":"${leak('json')}"}</script>
<p data-user="${leak('data-attribute')}" title="${leak('title-attribute')}">Doctor Bell.</p>
<form action="/send?${leak('action')}">${inputs}
<label>Note <textarea>${leak('textarea')}</textarea></label>
<label>Size <select><option value="${leak('option-value')}">Small</option><option>Large</option></select></label>
<label><input type="checkbox" value="${leak('box-value')}"> Remind me</label>
<fieldset><legend>When <span data-evi-exclude>${leak('excluded-in-legend')}</span><span hidden>${leak('hidden-in-legend')}</span></legend>
<label><input type="radio" name="when" value="${leak('radio-value')}" checked> Morning</label>
<label><input type="radio" name="when"> Evening</label></fieldset>
<label>Room <select><option>Blue</option><option class="private">${leak('listed-option')}</option><optgroup disabled><option>${leak('disabled-option')}</option></optgroup></select></label>
<span id="secret-label" data-evi-exclude>${leak('label-of-excluded')}</span><input aria-labelledby="secret-label">
<label>Town <span hidden>${leak('hidden-in-label')}</span><span class="unseen">${leak('invisible-in-label')}</span><input></label>
<input list="known"><datalist id="known"><option>${leak('datalist')}</option></datalist>
<output>${leak('output')}</output><progress value="1" max="2">${leak('progress')}</progress></form>
<div contenteditable>${leak('contenteditable')}</div><p><span contenteditable="plaintext-only">${leak('plaintext-only')}</span></p>
<button data-evi-click onclick="this.dataset.pressed = '1'">Call me<span hidden>${leak('hidden-in-button')}</span><span data-evi-exclude>${leak('excluded-in-button')}</span></button>
<p><a href="/about?${leak('link-query')}#${leak('link-fragment')}">About us <span class="gone">${leak('hidden-in-link')}</span></a>
<a href="http://user:${leak('link-password')}@${new URL(origin).host}/x">Door</a></p>
<iframe srcdoc="<p>${leak('srcdoc')}</p>"></iframe><iframe src="${origin}/frame"></iframe><iframe src="${other}"></iframe>
<canvas>${leak('canvas')}</canvas><object data="data:,">${leak('object')}</object><audio>${leak('audio')}</audio>
<x-closed></x-closed><x-open><p>${leak('not-slotted')}</p></x-open></main>
<script>
document.cookie = 'visit=${leak('cookie')}';
localStorage.setItem('visit', '${leak('local-storage')}');
sessionStorage.setItem('visit', '${leak('session-storage')}');
window.name = '${leak('window-name')}';
history.replaceState('${leak('history-state')}', '');
document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML = '<p>${leak('closed-shadow-root')}</p>';
document.querySelector('x-open').attachShadow({ mode: 'open' }).innerHTML =
  '<h2>In the shadow</h2><p>Read.</p><p hidden>${leak('hidden-in-shadow')}</p><p data-evi-exclude>${leak('excluded-in-shadow')}</p><p class="private">${leak('listed-in-shadow')}</p><label>Own <input value="${leak('value-in-shadow')}"></label>';
</script>`;

/** The same for other documents in frames. */
export const framed = (place: string): string => `<!doctype html><p>${leak(`frame-of-${place}`)}</p>`;

export const IN_ADDRESS = `?token=${leak('query')}#${leak('fragment')}`;

const MAIL = 'jane.doe@masked.example';
const CARD = '4242 4242 4242 4242';
export const MASKED = /jane\.doe|masked\.example|4242/;

/** An e-mail address and a card's number in all that is read. */
export const maskedPage = (origin: string): string => `
<head><title>For ${MAIL}, ${CARD}</title><meta name="description" content="Ask ${MAIL} or ${CARD}">
${json({ '@type': 'Person', name: 'Jane', email: MAIL, telephone: '0123', identifier: CARD, taxID: Number(CARD.replaceAll(' ', '')) })}</head>
<body><main><h1 id="${MAIL}">Jane: ${MAIL}</h1><section id="${CARD.replaceAll(' ', '')}"><h2>Pay ${CARD}</h2></section>
<p id="seen">Write to <b>jane.doe</b>@masked.example or <a href="mailto:${MAIL}">${MAIL}</a>, card ${CARD.replaceAll(' ', '-')}.</p>
<table><tr><td>${CARD.split(' ').join('</td><td>')}</td></tr></table><ul><li>${CARD.replaceAll(' ', '')}</li></ul>
<img src="data:," alt="Photograph of ${MAIL}"><a href="/people/${MAIL}">Jane’s page</a> <a href="/j">${MAIL}</a>
<form><label>Send to ${MAIL} <input></label><label>Card <select><option>${CARD}</option></select></label>
<input placeholder="${MAIL}"><input aria-label="${CARD}"></form>
<p>${MAIL.replace('@', '&#8203;@&shy;').replace('.e', '.&#8203;e')}</p>
<button data-evi-click>Charge ${CARD}</button><p>${origin}/?user=${MAIL}</p><p>Charged: ${CARD} 12 27 123, 2024 2025 ${CARD}</p></main>`;
