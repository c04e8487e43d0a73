// From statements of IAM to policies of Cedar, as far as the workloads need it. What is not known here throws.
import { list } from './common.mjs';

const text = value => JSON.stringify(value);

export function accountOf(arn) {
  return arn.split(':')[4];
}

// Names of attributes may be any text; lists are sets; the numbers that conditions compare are numbers.
export function record(context) {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), key === 'aws:MultiFactorAuthAge' ? Number(value) : value]));
}

export function translate(statement, principal) {
  const tests = [principalTest(statement.Principal), actionTest(statement), resourceTest(statement, principal), ...conditionTests(statement.Condition ?? {}, principal)];
  const effect = statement.Effect === 'Allow' ? 'permit' : 'forbid';
  return `${effect}(principal, action, resource) when { ${tests.filter(test => test !== '').join(' && ') || 'true'} };`;
}

function principalTest(principal) {
  if (principal === undefined || principal === '*') {
    return '';
  }
  return any(list(principal.AWS).map(arn => (arn.endsWith(':root') ? `context.account == ${text(accountOf(arn))}` : `context["aws:principalarn"] == ${text(arn)}`)));
}

function actionTest(statement) {
  return statement.NotAction ? `!${oneOf('context.action', list(statement.NotAction))}` : oneOf('context.action', list(statement.Action));
}

function resourceTest(statement, principal) {
  return oneOf('context.resource', replaceAll(list(statement.Resource), principal));
}

// Patterns are literal there, but the caller's own variables have the same value in every request. A variable without value matches nothing.
function replaceAll(values, principal) {
  return values.flatMap(value => {
    let complete = true;
    const replaced = String(value).replaceAll(/\$\{([^}]+)\}/g, (_, key) => {
      complete &&= principal[key] !== undefined;
      return principal[key];
    });
    return complete ? [replaced] : [];
  });
}

function oneOf(subject, patterns) {
  if (patterns.includes('*')) {
    return '(true)';
  }
  const exact = patterns.filter(pattern => !pattern.includes('*'));
  const tests = patterns.filter(pattern => pattern.includes('*')).map(pattern => `${subject} like ${text(pattern)}`);
  if (exact.length > 0) {
    tests.unshift(exact.length === 1 ? `${subject} == ${text(exact[0])}` : `[${exact.map(text).join(', ')}].contains(${subject})`);
  }
  return any(tests);
}

function any(tests) {
  return tests.length === 0 ? 'false' : `(${tests.join(' || ')})`;
}

function conditionTests(condition, principal) {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionTest(operator, key.toLowerCase(), replaceAll(list(values), principal))));
}

function conditionTest(operator, key, values) {
  const subject = `context[${text(key)}]`;
  const present = `context has ${text(key)}`;
  const positive = test => `(${present} && ${test})`;
  const negative = test => `(!(${present}) || !${test})`;
  switch (operator) {
    case 'Null': return values[0] === 'true' ? `!(${present})` : `(${present})`;
    case 'StringEquals': return positive(oneOf(subject, values));
    case 'StringNotEquals': return negative(oneOf(subject, values));
    case 'StringEqualsIfExists': return `(!(${present}) || ${oneOf(subject, values)})`;
    case 'StringLike': case 'ArnLike': return positive(oneOf(subject, values));
    case 'ArnNotLike': return negative(oneOf(subject, values));
    case 'Bool': return positive(`${subject} == ${text(values[0])}`);
    case 'IpAddress': return positive(any(values.map(value => `ip(${subject}).isInRange(ip(${text(value)}))`)));
    case 'NumericLessThan': return positive(`${subject} < ${values[0]}`);
    case 'DateLessThan': return positive(`datetime(${subject}) < datetime(${text(values[0])})`);
    case 'DateGreaterThan': return positive(`datetime(${subject}) > datetime(${text(values[0])})`);
    case 'ForAllValues:StringEquals': return `(!(${present}) || [${values.map(text).join(', ')}].containsAll(${subject}))`;
    case 'ForAnyValue:StringEquals': return positive(`[${values.map(text).join(', ')}].containsAny(${subject})`);
    default: throw new Error(`it has nothing like ${operator}`);
  }
}
