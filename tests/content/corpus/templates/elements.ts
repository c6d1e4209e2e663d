import { cookieBanner, lines, links, type Template } from './template.ts';

/** Custom elements: the content lies in an open shadow root, some of it slotted. */
export const elements: Template = ({ page, words, content }) => {
  const shadow = (inner: string): string => `<template shadowrootmode="open">${inner}</template>`;
  return {
    body: `<body><site-header>${shadow(`<style>a{margin:4px}</style><header><slot name="logo"></slot><nav>${links(words.menu)}</nav></header>`)}<b slot="logo">${page.site}</b></site-header>
<app-page>${shadow(`<main><page-content>${shadow(content())}</page-content><slot></slot></main>`)}</app-page>
<related-items>${shadow(`<aside><h3>${words.related}</h3>${links(words.links)}</aside>`)}</related-items>
<site-footer>${shadow(`<footer>${lines(words.footer)}<p>${words.newsletter}</p><p>${words.legal}</p></footer>`)}</site-footer>
${cookieBanner(words, 'is="cookie-bar"')}</body>`,
  };
};
