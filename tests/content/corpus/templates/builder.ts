import { inline } from '../html.ts';
import { cookieBanner, lines, links, type Template } from './template.ts';

/** A page builder: each heading opens a full-width section of columns, with widgets in it. */
export const builder: Template = ({ page, words, content }) => {
  let open = false;
  const wrap = (inner: string, kind: string): string =>
    `<div class="elementor-element elementor-widget elementor-widget-${kind}"><div class="elementor-widget-container">${inner}</div></div>`;
  const built = content({
    heading(level, text, id) {
      const close = open ? '</div></div></section>' : '';
      open = true;
      return `${close}<section class="elementor-section"><div class="elementor-container"><div class="elementor-column">${wrap(`<h${level} id="${id}" class="elementor-heading-title">${inline(text)}</h${level}>`, 'heading')}`;
    },
    text: (text) => wrap(`<p>${inline(text)}</p>`, 'text-editor'),
  });
  return {
    body: `<body class="elementor-page"><div data-elementor-type="header" class="elementor-location-header">${wrap(page.site, 'logo')}${wrap(links(words.menu), 'nav-menu')}</div>
<div data-elementor-type="wp-page" class="elementor">${built}${open ? '</div></div></section>' : ''}</div>
<div data-elementor-type="footer" class="elementor-location-footer">${wrap(lines(words.footer), 'text-editor')}${wrap(words.newsletter, 'form')}${wrap(links(words.share), 'social-icons')}${wrap(words.legal, 'text-editor')}</div>
<div class="elementor-popup-modal" hidden>${words.adverts[0]}</div>${cookieBanner(words, 'class="cky-consent-container"')}</body>`,
  };
};
