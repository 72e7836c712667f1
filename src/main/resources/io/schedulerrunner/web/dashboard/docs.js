import {failure, h, replace} from './dom.js';
import {themeButton} from './theme.js';

const main = document.getElementById('main');
replace(document.getElementById('tools'), themeButton());

async function begin() {
  try {
    const response = await fetch('openapi.json');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    show(await response.json());
  } catch (error) {
    replace(main, failure(error, begin));
  }
}

function show(api) {
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item).filter(([, operation]) => operation.responses).map(([method, operation]) => ({path, method: method.toUpperCase(), operation})));
  replace(main,
    h('h1', {}, api.info.title, ' ', h('small', {}, api.info.version)),
    api.info.description.split('\n\n').map(text => h('p', {class: 'lead'}, prose(text))),
    h('p', {}, h('a', {href: 'openapi.json'}, 'openapi.json'), ' has the same for machines (OpenAPI ', api.openapi, ').'),
    h('nav', {'aria-label': 'Routes'}, h('ul', {class: 'toc'}, operations.map(one => h('li', {}, h('a', {href: `#${id(one)}`}, name(one)), ' ', h('span', {class: 'quiet'}, one.operation.summary))))),
    operations.map(one => operation(one, api)),
    h('h2', {id: 'schemas'}, 'Shapes'),
    Object.entries(api.components.schemas).map(([schema, shape]) => h('section', {class: 'operation', id: `schema-${schema}`}, h('h3', {}, schema),
      shape.description ? h('p', {}, prose(shape.description)) : null, fields(shape, api) ?? h('p', {}, type(shape)))));
  if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function name({method, path}) {
  return [h('b', {class: `method ${method.toLowerCase()}`}, method), ' ', h('code', {}, path)];
}

function id({method, path}) {
  return `${method.toLowerCase()}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`;
}

/** Text with `code` in it. */
function prose(text) {
  return text.split('`').map((part, i) => i % 2 ? h('code', {}, part) : part);
}

function operation(one, api) {
  const {operation: it} = one;
  const open = it.security && it.security.length === 0;
  const body = it.requestBody?.content['application/json']?.schema;
  return h('section', {class: 'operation', id: id(one), 'aria-labelledby': `${id(one)}-title`},
    h('h2', {id: `${id(one)}-title`}, name(one)),
    h('p', {}, prose(it.description ?? it.summary), ' ', h('span', {class: 'tag'}, open ? 'open' : 'needs credentials')),
    it.parameters?.length ? [h('h3', {}, 'Parameters'), table(['Name', 'In', 'Type', 'Meaning'], it.parameters.map(raw => {
      const parameter = resolve(raw, api);
      return [h('code', {}, parameter.name), parameter.in, type(parameter.schema), prose(parameter.description ?? '')];
    }))] : null,
    body ? [h('h3', {}, 'Body'), fields(resolve(body, api), api) ?? h('p', {}, type(body))] : null,
    h('h3', {}, 'Answers'),
    table(['Status', 'Content', 'Meaning'], Object.entries(it.responses).map(([status, raw]) => {
      const answer = resolve(raw, api);
      return [h('b', {}, status), Object.entries(answer.content ?? {}).map(([media, {schema}]) => [h('code', {}, media), ' ', schema ? type(schema) : null]), prose(answer.description)];
    })));
}

function resolve(value, api) {
  return value.$ref ? value.$ref.slice(2).split('/').reduce((at, key) => at[key], api) : value;
}

function fields(shape, api) {
  const properties = {...shape.properties};
  for (const part of shape.allOf ?? []) Object.assign(properties, resolve(part, api).properties);
  if (!Object.keys(properties).length) return null;
  return table(['Field', 'Type', 'Meaning'], Object.entries(properties).map(([field, schema]) => [
    [h('code', {}, field), shape.required?.includes(field) ? null : h('span', {class: 'quiet'}, ' optional')],
    type(schema), [prose(schema.description ?? ''), schema.default === undefined ? null : [' Default: ', h('code', {}, JSON.stringify(schema.default)), '.']]]));
}

function type(schema) {
  if (schema.$ref) {
    const target = schema.$ref.split('/').at(-1);
    return h('a', {href: `#schema-${target}`}, target);
  }
  if (schema.enum) return schema.enum.map((value, i) => [i ? ' | ' : '', h('code', {}, JSON.stringify(value))]);
  if (schema.const !== undefined) return h('code', {}, JSON.stringify(schema.const));
  if (schema.items) return ['array of ', type(schema.items)];
  for (const key of ['oneOf', 'anyOf', 'allOf']) if (schema[key]) return schema[key].map((one, i) => [i ? key === 'allOf' ? ' and ' : ' or ' : '', type(one)]);
  return `${[schema.type ?? 'anything'].flat().join(' or ')}${schema.format ? ` (${schema.format})` : ''}`;
}

function table(headings, rows) {
  return h('div', {class: 'scroll'}, h('table', {class: 'plain'}, h('thead', {}, h('tr', {}, headings.map(text => h('th', {scope: 'col'}, text)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map(content => h('td', {class: 'text'}, content)))))));
}

begin();
