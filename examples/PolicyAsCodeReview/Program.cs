// Reviews a change of policies as a check of a pull request would: what AWS would say, and what the change opens or closes.
using IamSim;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

string folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "policies");
int faults = 0;

Console.WriteLine("Findings in the new policies:");
foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "new"), "*.json").Order(StringComparer.Ordinal))
{
    bool isTrust = path.EndsWith(".trust.json", StringComparison.Ordinal);
    PolicyKind kind = isTrust ? PolicyKind.Resource : PolicyKind.Identity;
    var options = new PolicyValidationOptions { ResourcePolicyKind = isTrust ? ResourcePolicyKind.RoleTrust : ResourcePolicyKind.General };
    foreach (Diagnostic finding in PolicyValidator.Validate(File.ReadAllText(path), Path.GetFileName(path), kind, options))
    {
        Console.Write(finding.ToDetailedString());
        faults += finding.Severity == DiagnosticSeverity.Error ? 1 : 0;
    }
}

if (faults > 0)
{
    Console.WriteLine("The change must not be merged: AWS would refuse the policies.");
    return 1;
}

(bool? Stays, string Action, string Resource)[] questions =
[
    (true, "s3:PutObject", "arn:aws:s3:::parcelwing-artifacts/releases/v2.zip"),
    (true, "lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:orders"),
    (false, "lambda:DeleteFunction", "arn:aws:lambda:eu-west-1:111122223333:function:orders"),
    (false, "iam:CreateUser", "arn:aws:iam::111122223333:user/mallory"),
    (false, "s3:GetObject", "arn:aws:s3:::parcelwing-customers/list.csv"),
    (null, "s3:PutObject", "arn:aws:s3:::parcelwing-artifacts/scratch/notes.txt"),
    (null, "lambda:UpdateFunctionConfiguration", "arn:aws:lambda:eu-west-1:111122223333:function:orders"),
];

Console.WriteLine();
Console.WriteLine("What the change does to deployer.json:");
Principal deployer = Principal.Parse("arn:aws:sts::111122223333:assumed-role/deployer/ci");
Simulator old = Load("old");
Simulator changed = Load("new");
foreach ((bool? stays, string action, string resource) in questions)
{
    var request = new AccessRequest(deployer, action, new RequestResource(resource) { OwnerAccount = "111122223333" });
    bool before = old.Evaluate(request).IsAllowed;
    Decision after = changed.Evaluate(request);
    string effect = before == after.IsAllowed ? "same  " : after.IsAllowed ? "OPENS " : "CLOSES";
    string demand = stays switch { true => "must stay allowed", false => "must stay denied", _ => "" };
    bool broken = stays is { } expected && after.IsAllowed != expected;
    faults += broken ? 1 : 0;
    Console.WriteLine($"  {effect}  {(after.IsAllowed ? "allowed" : "denied"),-7}  {action} on {resource}{(demand.Length > 0 ? $" ({demand})" : "")}{(broken ? "  <-- BROKEN" : "")}");
    if (before != after.IsAllowed)
    {
        Console.WriteLine($"            {after}");
    }
}

Console.WriteLine();
Console.WriteLine(faults == 0 ? "The change may be merged." : $"The change must not be merged: demands that no longer hold: {faults}.");
return faults == 0 ? 0 : 1;

Simulator Load(string version)
{
    string path = Path.Combine(folder, version, "deployer.json");
    return Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(File.ReadAllText(path), $"{version}/deployer.json")] });
}
