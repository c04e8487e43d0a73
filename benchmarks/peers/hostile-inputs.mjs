// Inputs that break engines, as scenarios; for Cedar what comes closest in its language. 'expected' is what IAM answers.
const principal = 'arn:aws:iam::111122223333:user/alice';
const resource = 'arn:aws:s3:::bucket/';

function reading(pattern, key, condition, context) {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: pattern, ...(condition && { Condition: condition }) };
  return { request: { principal, action: 's3:GetObject', resource: `${resource}${key}`, context: context ?? {} }, policies: { identity: [{ Version: '2012-10-17', Statement: [statement] }] } };
}

const like = (pattern, text) => ({ policy: `permit(principal, action, resource) when { context.text like ${JSON.stringify(pattern)} };`, context: { text } });
const condition = (operator, key, value, actual) => reading(`${resource}*`, 'key', { [operator]: { [key]: value } }, { [key]: actual });

const bomb = 'a*a*a*a*a*b';
const long = 'a'.repeat(200);
const stars = `${'*a'.repeat(10)}*b`;

const nested = depth => Array.from({ length: depth }).reduce(inner => ({ a: inner }), 'x');

export const inputs = {
  'stars in a resource, 200 characters': { expected: 'ImplicitDeny', scenario: reading(`${resource}${bomb}`, long), cedar: like(bomb, long) },
  'stars in a condition, 200 characters': { expected: 'ImplicitDeny', scenario: condition('StringLike', 'aws:UserAgent', bomb, long), cedar: like(bomb, long) },
  'ten stars, 60 characters': { expected: 'ImplicitDeny', scenario: reading(`${resource}${stars}`, 'a'.repeat(60)), cedar: like(stars, 'a'.repeat(60)) },
  'stars, 20,000 characters': { expected: 'ImplicitDeny', scenario: condition('StringLike', 'aws:UserAgent', bomb, 'a'.repeat(20_000)), cedar: like(bomb, 'a'.repeat(20_000)) },
  'a statement that is null': { expected: 'error', scenario: { ...reading('*', 'key'), policies: { identity: [{ Version: '2012-10-17', Statement: [null] }] } } },
  'a line break in a resource': { expected: 'Allowed', scenario: reading(`${resource}*`, 'a\nb'), cedar: like(`${resource}*`, `${resource}a\nb`) },
  'an unknown operator in a Deny': {
    expected: 'error',
    scenario: {
      ...reading('*', 'key'),
      policies: {
        identity: [{
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEqualz: { 'aws:UserAgent': 'x' } } }],
        }],
      },
    },
  },
  'an address with a zone': { expected: 'ImplicitDeny', scenario: condition('IpAddress', 'aws:SourceIp', 'fe80::/10', 'fe80::1%eth0'), cedar: { policy: 'permit(principal, action, resource) when { ip(context.ip).isInRange(ip("fe80::/10")) };', context: { ip: 'fe80::1%eth0' } } },
  'one ? for an emoji': { expected: 'Allowed', scenario: reading(`${resource}?`, '\u{1F600}') },
  'everything of version 4, /0': { expected: 'Allowed', scenario: condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0', '203.0.113.7'), cedar: { policy: 'permit(principal, action, resource) when { ip(context.ip).isInRange(ip("0.0.0.0/0")) };', context: { ip: '203.0.113.7' } } },
  '400 values': {
    expected: 'Allowed',
    scenario: condition('StringEquals', 'aws:UserAgent', Array.from({ length: 400 }, (_, i) => `v${i}`), 'v399'),
    cedar: { policy: `permit(principal, action, resource) when { ${Array.from({ length: 400 }, (_, i) => `context.text == "v${i}"`).join(' || ')} };`, context: { text: 'v399' } },
  },
  'nesting of 2,000 in a condition value': {
    expected: 'error',
    scenario: condition('StringEquals', 'aws:UserAgent', nested(2000), 'x'),
    cedar: { policy: 'permit(principal, action, resource);', context: nested(2000) },
  },
};

