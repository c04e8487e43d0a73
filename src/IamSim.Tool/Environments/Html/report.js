'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const levels = ['list', 'read', 'tagging', 'write', 'permissions'];
const levelNames = ['list', 'read', 'tagging', 'write', 'permissions management'];
const pageSize = 200;
const shownServices = 40;
let shownPrincipals = pageSize;
let shownFindings = pageSize;
let allServices = false;

// Text goes in as text only: no name of an organization becomes markup.
function make(tag, text, attributes) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  return node;
}

const byId = id => document.getElementById(id);
const search = byId('search');

const used = new Map();
for (const principal of data.principals) for (const [service] of data.rows[principal.row]) used.set(service, (used.get(service) || 0) + 1);
const services = [...used.keys()].sort((a, b) => used.get(b) - used.get(a) || (data.services[a] < data.services[b] ? -1 : 1));

function matches(query, ...texts) {
  return query.every(word => texts.some(text => text && text.toLowerCase().includes(word)));
}

function heatCell(service, cell) {
  const td = make('td');
  if (!cell) return td;
  const [, allowed, depends, level, total] = cell;
  const share = Math.min(1, 0.3 + 0.7 * (allowed + depends) / total);
  td.style.backgroundColor = `hsl(var(--${levels[level]}) / ${share.toFixed(2)})`;
  if (allowed === 0) td.className = 'depends';
  td.title = `${data.services[service]}: ${allowed} of ${total} actions allowed, ${depends} depend; up to ${levelNames[level]}`;
  td.setAttribute('aria-label', td.title);
  return td;
}

function drawHeat(query) {
  const columns = allServices ? services : services.slice(0, shownServices);
  const head = make('tr');
  head.append(make('th', 'Principal', { scope: 'col' }), make('th', 'Account', { scope: 'col' }));
  for (const service of columns) {
    const th = make('th', null, { scope: 'col', class: 'service' });
    th.append(make('span', data.services[service]));
    head.append(th);
  }

  const found = data.principals.filter(principal => matches(query, principal.arn, data.accounts[principal.account].id, data.accounts[principal.account].name));
  const body = document.createDocumentFragment();
  for (const principal of found.slice(0, shownPrincipals)) {
    const cells = new Map(data.rows[principal.row].map(cell => [cell[0], cell]));
    const account = data.accounts[principal.account];
    const row = make('tr');
    const name = make('th', null, { scope: 'row', title: principal.arn });
    name.append(make('span', principal.name + ' '), make('span', principal.kind, { class: 'tag' }));
    if (principal.administrator) name.append(' ', make('span', 'administrator', { class: 'tag admin' }));
    if (principal.unsettled) name.append(' ', make('span', 'not certain', { class: 'tag medium' }));
    const where = make('td', account.name || account.id, { title: account.id });
    where.style.cssText = 'padding: 4px 8px; white-space: nowrap; width: auto';
    row.append(name, where, ...columns.map(service => heatCell(service, cells.get(service))));
    body.append(row);
  }

  byId('heat').tHead.replaceChildren(head);
  byId('heat').tBodies[0].replaceChildren(body);
  byId('heat-count').textContent = `${found.length} of ${data.principals.length} users and roles`;
  byId('more-principals').hidden = found.length <= shownPrincipals;
  byId('all-services').hidden = allServices || services.length <= shownServices;
}

function drawFindings(query) {
  const found = data.findings.filter(finding => matches(query, finding.title, finding.subject, finding.detail, finding.kind));
  const body = document.createDocumentFragment();
  for (const finding of found.slice(0, shownFindings)) {
    const row = make('tr');
    const gravity = make('td');
    gravity.append(make('span', finding.severity, { class: 'tag ' + finding.severity }));
    const what = make('td');
    what.append(make('div', finding.title));
    if (finding.detail) what.append(make('div', finding.detail, { class: 'soft' }));
    row.append(gravity, make('td', finding.kind), what, make('td', finding.subject), make('td', finding.place, { class: 'soft' }));
    body.append(row);
  }

  byId('findings').tBodies[0].replaceChildren(body);
  byId('findings-count').textContent = `${found.length} of ${data.findings.length} findings`;
  byId('more-findings').hidden = found.length <= shownFindings;
}

function draw() {
  const query = search.value.toLowerCase().split(/\s+/).filter(word => word);
  drawHeat(query);
  drawFindings(query);
}

function start() {
  byId('title').textContent = data.title;
  byId('about').textContent = data.about;
  for (const [name, value] of data.summary) {
    const card = make('li');
    card.append(make('b', value), make('span', name, { class: 'soft' }));
    byId('cards').append(card);
  }

  levels.forEach((level, i) => {
    const entry = make('span');
    const color = make('i');
    color.style.backgroundColor = `hsl(var(--${level}))`;
    entry.append(color, levelNames[i]);
    byId('legend').append(entry);
  });
  byId('legend').append(make('span', 'hatched: only under conditions or for certain resources', { class: 'soft' }));
  for (const assumption of data.assumptions) byId('assumptions').append(make('li', assumption));
  byId('assumed').hidden = data.assumptions.length === 0;
  search.addEventListener('input', () => { shownPrincipals = pageSize; shownFindings = pageSize; history.replaceState(null, '', '#q=' + encodeURIComponent(search.value)); draw(); });
  byId('more-principals').addEventListener('click', () => { shownPrincipals += pageSize; draw(); });
  byId('more-findings').addEventListener('click', () => { shownFindings += pageSize; draw(); });
  byId('all-services').addEventListener('click', () => { allServices = true; draw(); });
  // A link to a search: report.html#q=alice
  if (location.hash.startsWith('#q=')) search.value = decodeURIComponent(location.hash.slice(3));
  draw();
  document.documentElement.dataset.ready = 'true';
}

start();
