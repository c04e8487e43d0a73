// Three requests of one developer are denied for three different reasons. The explanation of each is looked at in three ways.
using IamSim;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

static PolicyDocument Load(string file) => PolicyDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", file)), file);

Simulator simulator = Simulator.Compile(new PolicySet
{
    Identity = [Load("developer.json")],
    ServiceControlPolicies = [[Load("organization-root.json")], [Load("production.json")]],
});

Principal nadia = Principal.Parse("arn:aws:iam::111122223333:user/nadia");
var report = new RequestResource("arn:aws:s3:::reports/blue/q1.csv") { OwnerAccount = "111122223333" };
var fromFrankfurt = RequestContext.Create(("aws:RequestedRegion", "eu-central-1"));
var delete = new AccessRequest(nadia, "s3:DeleteObject", report) { Context = fromFrankfurt };

// 1. As text, for people: every layer, the statement that came closest, and what would change the answer.
Console.WriteLine(simulator.Explain(delete));

// 2. As data: what exactly keeps the statement that came closest from matching?
AccessRequest read = delete with { Action = "s3:GetObject" };
NearMiss closest = simulator.Explain(read).NearMisses[0];
foreach (ElementExplanation element in closest.Failed)
{
    string where = closest.Statement.Statement.Source.GetPosition(element.Span.Start).ToString();
    Console.WriteLine(element switch
    {
        ResourceExplanation { Mismatch: ResourceMismatch.VariableUnresolved } resource => $"{where}: {resource.Entry} needs a value for {resource.UnresolvedKey}",
        ConditionExplanation condition => $"{where}: {condition.Key} is {condition.Value}",
        _ => $"{where}: {element}",
    });
}

// 3. As changes: each proposed fix carries the request and the policies that were verified to be allowed.
AccessRequest fromOregon = delete with { Context = fromFrankfurt.With("aws:RequestedRegion", "us-west-2") };
foreach (ProposedFix fix in simulator.Explain(fromOregon).ProposeFixes())
{
    Console.WriteLine($"{fromOregon.Action} would be allowed if {fix}");
    Console.WriteLine($"  verified: {Simulator.Compile(fix.Policies).Evaluate(fix.Request).Kind}");
}
