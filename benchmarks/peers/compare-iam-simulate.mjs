// Asks iam-simulate, through its public function, the scenarios of a file, and writes its answers for 'IamSim.Reliability compare'.
// Usage: node compare-iam-simulate.mjs SCENARIOS ANSWERS
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { anonymousPrincipal, isConditionKeyArray, runSimulation, typeForContextKey } from '@cloud-copilot/iam-simulate';
import { list } from './common.mjs';

const answers = { Allowed: 'Allowed', ImplicitlyDenied: 'ImplicitDeny', ExplicitlyDenied: 'ExplicitDeny' };

class Unsupported extends Error {}

function refuse(condition, reason) {
  if (condition) {
    throw new Unsupported(reason);
  }
}

const named = (prefix, documents) => documents.map((policy, i) => ({ name: `${prefix}${i}`, policy }));

const levels = (kind, all) => (all ?? []).map((documents, i) => ({ orgIdentifier: `${kind}${i}`, policies: named(`${kind}${i}-`, documents) }));

// It adds RCPFullAWSAccess to every level by itself.
const hasFullAccess = document => list(document.Statement).some(statement => statement.Effect === 'Allow');

function refuseWhatItCannotBeTold({ request, policies, options, resourceSettings: settings = {}, organization }) {
  refuse(typeof request.resource !== 'string', 'several resources');
  refuse(request.principal.federatedProvider, 'a federated provider as the caller');
  refuse(Object.keys(options ?? {}).length > 0, 'evaluation options');
  const text = JSON.stringify(policies);
  const { uniqueId, canonicalUserId, issuer } = request.principal;
  refuse(uniqueId && (settings.principalUniqueIds || text.includes(uniqueId)), 'a unique id');
  refuse(canonicalUserId && text.includes('CanonicalUser'), 'a canonical user id');
  refuse(issuer && text.includes(issuer), 'the issuer of a federated session');
  const known = ['blockPublicAccess', ...(uniqueId ? [] : ['principalUniqueIds']), ...(policies.vpcEndpoint ? [] : ['vpcEndpointType'])];
  const setting = Object.keys(settings).find(name => !known.includes(name));
  refuse(setting, `the setting ${setting}`);
  refuse((policies.session?.length ?? 1) !== 1, 'several session policies, or an empty list of them');
  refuse(policies.serviceControl?.length === 0, 'no level of service control policies');
  refuse(policies.resourceControl?.length === 0, 'no level of resource control policies');
  refuse((policies.resourceControl ?? []).some(level => !level.some(hasFullAccess)), 'a level of resource control policies without RCPFullAWSAccess');
  refuse(organization?.managementAccount && (policies.serviceControl || policies.resourceControl), 'the management account');
}

function accountOf(request) {
  const account = request.resourceAccount ?? request.resource.split(':')[4];
  // Who owns an ARN without an account has to be said; IamSim takes the caller's.
  return account || (request.principal.arn ?? '').split(':')[4] || undefined;
}

function simulationOf({ request, policies, resourceSettings = {} }) {
  const account = accountOf(request);
  refuse(account === undefined, 'a resource of an unknown owner');
  refuse(account === 'aws', 'a resource that belongs to AWS');
  const context = Object.fromEntries(Object.entries(request.context).filter(([, value]) => value !== null));
  const principal = request.principal.arn === 'anonymous' ? anonymousPrincipal : request.principal.arn ?? request.principal.service;
  return {
    request: { principal, action: request.action, resource: { resource: request.resource, accountId: account }, contextVariables: context },
    // It refuses identity policies of a caller who has no identity; here they say nothing.
    identityPolicies: principal === anonymousPrincipal ? [] : named('identity', policies.identity ?? []),
    serviceControlPolicies: levels('scp', policies.serviceControl),
    resourceControlPolicies: levels('rcp', policies.resourceControl),
    resourcePolicy: policies.resource,
    permissionBoundaryPolicies: policies.permissionsBoundary && named('boundary', [policies.permissionsBoundary]),
    sessionPolicy: policies.session?.[0],
    vpcEndpointPolicies: policies.vpcEndpoint && named('endpoint', [policies.vpcEndpoint]),
    additionalSettings: { s3: { bucketAbacEnabled: true, blockPublicAccess: resourceSettings.blockPublicAccess ?? false } },
  };
}

// Its catalog says which keys hold lists; a scenario says it by the value.
async function refuseOtherCardinality({ request, policies }) {
  const text = JSON.stringify(policies).toLowerCase();
  for (const [key, value] of Object.entries(request.context)) {
    if (value !== null && text.includes(key.toLowerCase())) {
      const type = await typeForContextKey(key).catch(() => undefined);
      refuse(type && isConditionKeyArray(type) !== Array.isArray(value), 'a context key that holds a list where its catalog says one value, or one value where it says a list');
    }
  }
}

async function answer(scenario) {
  refuseWhatItCannotBeTold(scenario);
  await refuseOtherCardinality(scenario);
  const result = await runSimulation(simulationOf(scenario), {});
  if (result.resultType === 'error') {
    const { message, ...details } = result.errors;
    refuse(true, `it refuses: ${message.replaceAll(/\S*[:/]\S*/g, '...')} ${Object.keys(details).join(' ')}`);
  }
  // A key that its catalog does not know for the action is not evaluated at all.
  const text = JSON.stringify(scenario.policies).toLowerCase();
  const ignored = (result.result?.ignoredContextKeys ?? result.results?.flatMap(one => one.ignoredContextKeys ?? []) ?? []).filter(key => text.includes(key.toLowerCase()));
  refuse(ignored.length > 0, 'context keys that its catalog does not know for the action');
  return { decision: answers[result.overallResult] };
}

const [source, target] = process.argv.slice(2);
const output = createWriteStream(target);
const counts = {};
const started = performance.now();
for await (const line of createInterface({ input: createReadStream(source) })) {
  const scenario = JSON.parse(line);
  let said;
  try {
    said = await answer(scenario);
  } catch (error) {
    said = { decision: 'Unsupported', note: error instanceof Unsupported ? error.message : `it throws ${error.name}` };
  }
  counts[said.decision] = (counts[said.decision] ?? 0) + 1;
  if (!output.write(`${JSON.stringify({ id: scenario.id, ...said })}\n`)) {
    await once(output, 'drain');
  }
}
output.end();
await once(output, 'finish');
console.log(`iam-simulate: ${JSON.stringify(counts)} in ${Math.round((performance.now() - started) / 1000)} s`);
