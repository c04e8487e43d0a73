using System.Text;
using System.Text.Json;
using IamSim;
using IamSim.AotSmoke;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Policies;
using IamSim.Scenarios;
using IamSim.ServiceData;

// Does everything a program does with the library, compiled ahead of time: parse, compile, evaluate, explain, write, read scenarios, ask about environments.
// Given folders, it also answers every scenario in them. Exits with 0 when every answer is right, with 1 when one is not.
var checks = new Checks();

PolicyDocument identity = PolicyDocument.Parse("""
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "Home", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::homes/${aws:username}/*" },
        { "Sid": "Office", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" }, "DateGreaterThan": { "aws:CurrentTime": "2026-01-01T00:00:00Z" } } }
      ]
    }
    """, "alice.json");
Simulator simulator = Simulator.Compile(new PolicySet { Identity = [identity] });

var own = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:DeleteObject", "arn:aws:s3:::homes/alice/a.txt")
{
    Context = RequestContext.Create(("aws:SourceIp", "203.0.113.7"), ("aws:CurrentTime", "2026-11-26T09:00:00Z")),
};
AccessRequest fromHome = own with { Context = own.Context.With("aws:SourceIp", "198.51.100.1") };
var foreign = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::homes/bob/a.txt");

checks.Equal("an allow with a variable", "Allowed by alice.json:4:5 (Home)", simulator.Evaluate(own).ToString());
checks.Equal("a deny with conditions", "ExplicitDeny by alice.json:5:5 (Office)", simulator.Evaluate(fromHome).ToString());
checks.Equal("silence", "ImplicitDeny", simulator.Evaluate(foreign).ToString());
checks.Equal("the explained decision", simulator.Evaluate(fromHome), simulator.Explain(fromHome).Decision);
checks.Equal("the explanation names the deny", true, simulator.Explain(fromHome).ToString().Contains("alice.json:5:5 (Office)", StringComparison.Ordinal));
checks.Equal("a policy written and read again", identity.ToCanonicalJson(), PolicyDocument.Parse(identity.ToCanonicalJson()).ToCanonicalJson());

checks.Equal("a wildcard expanded by the catalog", true, ServiceReference.Default.ExpandActions("s3:GetObject*").Any(static action => action.FullName == "s3:GetObjectAcl"));
checks.Equal("the finding of a rule", "IAM2201", string.Join(' ', new PolicyLinter().Lint("""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports" } }""", "lint.json", PolicyKind.Identity).Select(static finding => finding.Id)));

PolicyDocument typo = PolicyDocument.Parse("""
    { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": { "StringEqual": { "aws:username": "alice" } } } }
    """, "typo.json");
checks.Equal("a faulty policy does not compile", false, Simulator.TryCompile(new PolicySet { Identity = [typo] }, null, null, out _, out IReadOnlyList<Diagnostic> findings));
checks.Equal("the finding", "IAM0007", findings[0].Id);
checks.Equal("its help", "did you mean 'StringEquals'?", findings[0].Help);

var scenario = new SourceText("""
    {
      "id": "public",
      "request": { "principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::site/index.html", "resourceAccount": "444455556666" },
      "policies": { "resource": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/*" } } },
      "expect": { "decision": "Allowed" }
    }
    """, "public.json");
ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(scenario), explain: true);
using var stream = new MemoryStream();
using (var writer = new Utf8JsonWriter(stream))
{
    ScenarioAnswerWriter.Write(writer, answer);
}

using (JsonDocument written = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())))
{
    checks.Equal("the decision of a scenario, written", "Allowed", written.RootElement.GetProperty("decision").GetString());
    checks.Equal("a scenario that passes", true, written.RootElement.GetProperty("pass").GetBoolean());
}

EnvironmentChecks.Run(checks);

int scenarios = 0;
foreach (string file in args.SelectMany(static folder => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)))
{
    var source = new SourceText(File.ReadAllText(file), file);
    checks.Equal(file, true, ScenarioAnswer.Create(ScenarioReader.Read(source), explain: true).Pass);
    scenarios++;
}

checks.Equal("scenarios are found when a folder is given", args.Length > 0, scenarios > 0);
Console.WriteLine(checks.Faults == 0 ? $"all answers are right, {scenarios} scenarios among them" : $"{checks.Faults} wrong answers");
return checks.Faults == 0 ? 0 : 1;
