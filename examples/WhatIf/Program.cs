// A policy set and a request are records: "with" asks "what if" without touching the original.
using IamSim;
using IamSim.Conditions;
using IamSim.Policies;

PolicyDocument deploy = PolicyDocument.Parse("""
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "Deploy", "Effect": "Allow", "Action": ["lambda:*", "s3:*"], "Resource": "*" },
        { "Sid": "NotTheLogs", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "arn:aws:s3:::logs/*" }
      ]
    }
    """, "deploy.json");
PolicyDocument guardrail = PolicyDocument.Parse("""
    {
      "Version": "2012-10-17",
      "Statement": { "Sid": "Reviewed", "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }
    }
    """, "guardrail.json");

var today = new PolicySet { Identity = [deploy], PermissionsBoundary = guardrail };
var request = new AccessRequest("arn:aws:sts::111122223333:assumed-role/deployer/build-7", "s3:DeleteObject", "arn:aws:s3:::logs/2026/01.gz")
{
    Context = RequestContext.Create(("aws:MultiFactorAuthPresent", true)),
};

Ask("as it is today", today, request);
Ask("without the Deny", today.Without(deploy.Statements[1]), request);
Ask("without the Deny, without a second factor", today.Without(deploy.Statements[1]), request with { Context = RequestContext.Empty });
Ask("without the Deny, without the boundary", today.Without(deploy.Statements[1]) with { PermissionsBoundary = null }, request);
Ask("another bucket", today, request with { Resources = ["arn:aws:s3:::artifacts/app.zip"] });
Ask("another bucket, an SCP that knows only Lambda", today.Add(PolicyKind.ServiceControl, OnlyLambda()), request with { Resources = ["arn:aws:s3:::artifacts/app.zip"] });

static void Ask(string question, PolicySet policies, AccessRequest request)
{
    Decision decision = Simulator.Compile(policies).Evaluate(request);
    Console.WriteLine($"{question,-48} {decision.Kind,-13} {(decision.IsAllowed ? "" : $"blocked by {decision.BlockedBy}")}".TrimEnd());
}

static PolicyDocument OnlyLambda() => PolicyDocument.Parse("""
    { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "lambda:*", "Resource": "*" } }
    """, "only-lambda.json");
