import { inline } from '../html.ts';
import { lines, links, type Template } from './template.ts';

/** A grid of rows and columns: a navbar that folds, a jumbotron, panels on the right, a modal that waits. */
export const bootstrap: Template = ({ page, words, content }) => ({
  head: '<style>.row{display:flex}.col-md-8{width:66%}.modal{display:none}.badge{border-radius:8px}</style>',
  body: `<body><div class="navbar navbar-default"><div class="container"><button class="navbar-toggle">≡</button><a class="navbar-brand" href="/">${page.site}</a><ul class="nav navbar-nav">${words.menu.map((item) => `<li class="dropdown"><a href="/${item.length}">${item} <b class="caret"></b></a></li>`).join('')}</ul><p class="navbar-text">Signed in as guest</p></div></div>
<div class="container"><ol class="breadcrumb"><li><a href="/">Start</a></li><li class="active">${page.title}</li></ol>
<div class="row"><div class="col-md-8">${content({
    heading: (level, text, id) =>
      level === 1
        ? `<div class="page-header"><h1 id="${id}">${inline(text)} <small class="badge">Updated today</small></h1></div>`
        : `<h${level + 1} id="${id}">${inline(text)}</h${level + 1}>`,
    table: (rows) =>
      `<div class="table-responsive"><table class="table table-striped">${rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`).join('')}</table></div>`,
  })}<p class="text-muted">Was this page of use? <a href="#yes">Yes</a> <a href="#no">No</a></p></div>
<div class="col-md-4"><div class="panel panel-info"><div class="panel-heading">Latest from our desk</div><div class="list-group">${links(words.links, 'list-group-item')}</div></div>
<div class="well">Download our free handbook with 48 pages of hints and check lists. <a class="btn btn-primary" href="/book">Get it now</a></div></div></div></div>
<div class="modal fade"><h4>Before you go</h4><p>Take ten percent off your first order.</p></div>
<div class="footer-bottom"><div class="container">${lines(words.footer)}<p class="pull-right">Made with care. Imprint. Data protection. Follow us on five channels.</p></div></div></body>`,
});
