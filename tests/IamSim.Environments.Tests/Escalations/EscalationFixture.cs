using System.Text.Json.Nodes;
using IamSim.Environments.Escalations;

namespace IamSim.Environments.Tests.Escalations;

/// <summary>
/// An account in which one path is open to eve and nothing else is: her policy allows exactly what the path requires, on everything. Beside her
/// there are an administrator of each kind and whatever the path is carried out on.
/// </summary>
internal sealed class EscalationFixture
{
    public const string Account = "111122223333";

    private const string Everything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string AlmostNothing = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}""";
    private const string DeniesPublishing = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sns:Publish","Resource":"*"}}""";

    private static readonly EscalationTargetKind[] OfRoles = [EscalationTargetKind.OwnRole, EscalationTargetKind.OwnInlineRolePolicy, EscalationTargetKind.OwnAttachedRolePolicy, EscalationTargetKind.OwnBoundedRole];

    private readonly EscalationPath _path;

    public EscalationFixture(EscalationPath path)
    {
        _path = path;
        Actions = [.. path.Requirements.Where(static requirement => !requirement.RewritesTrust).Select(static requirement => requirement.Action.Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The actions that the path needs of its own policies.</summary>
    public IReadOnlyList<string> Actions { get; }

    public bool IsRole => OfRoles.Contains(_path.Target);

    public string Caller => $"arn:aws:iam::{Account}:{(IsRole ? "role" : "user")}/eve";

    private bool IsBounded => _path.Target is EscalationTargetKind.OwnBoundedUser or EscalationTargetKind.OwnBoundedRole;

    /// <summary>Finds what is open to eve.</summary>
    /// <param name="without">An action that her policy lacks.</param>
    /// <param name="boundaryDenies">An action that her boundary denies.</param>
    /// <param name="organizationDenies">An action that a service control policy denies.</param>
    /// <param name="condition">The Condition element of her policy; <c>null</c> for none.</param>
    /// <param name="trustsService">Whether the administrator role lets the service of the path in.</param>
    public EscalationReport Find(string? without = null, string? boundaryDenies = null, string? organizationDenies = null, string? condition = null, bool trustsService = true)
    {
        using var folder = new TemporaryFolder();
        folder.With($"accounts/{Account}/get-account-authorization-details.json", Details(without, boundaryDenies, condition, trustsService).ToJsonString());
        if (organizationDenies is not null)
        {
            WithOrganization(folder, organizationDenies);
        }

        var analyzer = new EnvironmentAnalyzer(folder.Load());
        return analyzer.FindEscalations(new EscalationOptions { From = [Caller], IncludesClosed = true }, TestContext.Current.CancellationToken);
    }

    public EscalationFinding? FindOpen(string? without = null, string? boundaryDenies = null, string? organizationDenies = null, string? condition = null, bool trustsService = true) =>
        OfPath(Find(without, boundaryDenies, organizationDenies, condition, trustsService).Open);

    /// <summary>The single step of the path among findings.</summary>
    public EscalationFinding? OfPath(IEnumerable<EscalationFinding> findings) => findings.FirstOrDefault(finding => finding.Steps.Length == 1 && finding.Steps[0].Path.Id == _path.Id);

    private JsonObject Details(string? without, string? boundaryDenies, string? condition, bool trustsService)
    {
        string actions = string.Join(',', Actions.Where(action => action != without).Append("sns:Publish").Select(static action => $"\"{action}\""));
        string own = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":[{{{actions}}}],"Resource":"*"{{{(condition is null ? "" : $",\"Condition\":{condition}")}}}}}""";
        string trust = _path.Service is { } service && trustsService ? $$"""{"AWS":"arn:aws:iam::{{Account}}:root","Service":"{{service}}"}""" : $$"""{"AWS":"arn:aws:iam::{{Account}}:root"}""";
        JsonObject eve = Identity(IsRole ? "Role" : "User", "eve", ("path", own));
        Policy(eve, _path.Target is EscalationTargetKind.OwnInlineUserPolicy or EscalationTargetKind.OwnInlineRolePolicy ? "denies" : null);
        Attach(eve, "own");
        if (_path.Target is EscalationTargetKind.OwnAttachedUserPolicy or EscalationTargetKind.OwnAttachedRolePolicy)
        {
            Attach(eve, "denies");
        }

        string? boundary = Boundary(boundaryDenies);
        if (boundary is not null)
        {
            eve["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = Arn("policy", "bound") };
        }

        JsonObject ruler = Identity("Role", "ruler", ("everything", Everything));
        Attach(ruler, "of-ruler");
        ruler["AssumeRolePolicyDocument"] = JsonNode.Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{{{trust}}},"Action":"sts:AssumeRole"}}""");
        ruler["InstanceProfileList"] = new JsonArray(new JsonObject { ["Arn"] = Arn("instance-profile", "ruler") });
        JsonArray users = [Identity("User", "queen", ("everything", Everything))];
        JsonArray roles = [ruler];
        (IsRole ? roles : users).Add(eve);
        if (!IsRole)
        {
            eve["GroupList"] = new JsonArray("own");
        }
        else
        {
            eve["AssumeRolePolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"nobody.amazonaws.com"},"Action":"sts:AssumeRole"}}""");
        }

        bool leaves = _path.Gain == EscalationGain.LeavesGroup;
        JsonArray policies = [Managed("own", AlmostNothing, Everything), Managed("of-ruler", AlmostNothing), Managed("denies", DeniesPublishing)];
        if (boundary is not null)
        {
            policies.Add(Managed("bound", boundary));
        }

        return new JsonObject
        {
            ["UserDetailList"] = users,
            ["GroupDetailList"] = new JsonArray(leaves ? Identity("Group", "own", ("denies", DeniesPublishing)) : Identity("Group", "own"), Identity("Group", "rulers", ("everything", Everything))),
            ["RoleDetailList"] = roles,
            ["Policies"] = policies,
        };
    }

    private string? Boundary(string? denied)
    {
        string allows = IsBounded ? string.Join(',', Actions.Select(static action => $"\"{action}\"")) : "\"*\"";
        string deny = denied is null ? "" : $$""",{"Effect":"Deny","Action":"{{denied}}","Resource":"*"}""";
        return IsBounded || denied is not null ? $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{allows}}],"Resource":"*"}{{deny}}]}""" : null;
    }

    private static void WithOrganization(TemporaryFolder folder, string denied)
    {
        const string Names = """{"Id":"p-deny","Arn":"arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/p-deny","Name":"Deny","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false}""";
        string content = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"{{denied}}","Resource":"*"}]}""";
        folder
            .With("organization/describe-organization.json", """{"Organization":{"Id":"o-a1b2c3d4e5","MasterAccountId":"999988887777"}}""")
            .With("organization/list-roots.json", """{"Roots":[{"Id":"r-ab12","Arn":"arn:aws:organizations::999988887777:root/o-a1b2c3d4e5/r-ab12","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}""")
            .With("organization/list-accounts-for-parent/r-ab12.json", $$"""{"Accounts":[{"Id":"{{Account}}","Arn":"arn:aws:organizations::999988887777:account/o-a1b2c3d4e5/{{Account}}","Name":"Only","Status":"ACTIVE"}]}""")
            .With("organization/list-policies-for-target/r-ab12.SERVICE_CONTROL_POLICY.json", $$"""{"Policies":[{{Names}}]}""")
            .With($"organization/list-policies-for-target/{Account}.SERVICE_CONTROL_POLICY.json", $$"""{"Policies":[{{Names}}]}""")
            .With("organization/describe-policy/p-deny.json", new JsonObject { ["Policy"] = new JsonObject { ["PolicySummary"] = JsonNode.Parse(Names), ["Content"] = content } }.ToJsonString());
    }

    private static JsonObject Identity(string kind, string name, params (string Name, string Text)[] policies) => new()
    {
        ["Arn"] = Arn(kind switch { "User" => "user", "Group" => "group", _ => "role" }, name),
        [$"{kind}Name"] = name,
        [$"{kind}PolicyList"] = new JsonArray([.. policies.Select(static policy => Inline(policy.Name, policy.Text))]),
        ["AttachedManagedPolicies"] = new JsonArray(),
    };

    private static JsonObject Inline(string name, string text) => new() { ["PolicyName"] = name, ["PolicyDocument"] = JsonNode.Parse(text) };

    private void Policy(JsonObject identity, string? denies)
    {
        if (denies is not null)
        {
            identity[IsRole ? "RolePolicyList" : "UserPolicyList"]!.AsArray().Add(Inline(denies, DeniesPublishing));
        }
    }

    private static void Attach(JsonObject identity, string policy) => identity["AttachedManagedPolicies"]!.AsArray().Add(new JsonObject { ["PolicyName"] = policy, ["PolicyArn"] = Arn("policy", policy) });

    private static JsonObject Managed(string name, params string[] versions) => new()
    {
        ["Arn"] = Arn("policy", name),
        ["PolicyName"] = name,
        ["DefaultVersionId"] = "v1",
        ["PolicyVersionList"] = new JsonArray([.. versions.Select((text, index) => new JsonObject { ["VersionId"] = $"v{index + 1}", ["IsDefaultVersion"] = index == 0, ["Document"] = JsonNode.Parse(text) })]),
    };

    private static string Arn(string kind, string name) => $"arn:aws:iam::{Account}:{kind}/{name}";
}
