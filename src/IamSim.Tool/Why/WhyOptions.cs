using System.CommandLine;

namespace IamSim.Tool;

/// <summary>The options of <c>iamsim why</c>.</summary>
internal sealed class WhyOptions
{
    public Option<string> Principal { get; } = Required("--principal", "ARN", "The caller: the ARN of a user, role, role session, federated user or root, a service name, or anonymous.");

    public Option<string> Action { get; } = Required("--action", "service:Name", "The IAM action, such as s3:GetObject.");

    public Option<string[]> Resource { get; } = new("--resource") { HelpName = "ARN", Description = "The resource, or * for actions without resources. Several are asked about together: all must be allowed.", Required = true };

    public Option<string?> ResourceAccount { get; } = Single("--resource-account", "account", "The account that owns the resource, where the ARN does not say it, as for S3.");

    public Option<string[]> Identity { get; } = Files("--identity", "An identity policy of the caller: its own, its groups', or its role's.");

    public Option<string?> Boundary { get; } = Single("--boundary", "file", "The permissions boundary.");

    public Option<string[]> Session { get; } = Files("--session", "A session policy.");

    public Option<string?> ResourcePolicy { get; } = Single("--resource-policy", "file", "The policy of the resource: bucket, key, queue, trust policy of a role, ….");

    public Option<string?> AccessPoint { get; } = Single("--access-point", "ARN", "The S3 access point that the request goes through.");

    public Option<string?> AccessPointPolicy { get; } = Single("--access-point-policy", "file", "The policy of that access point.");

    public Option<string?> VpcEndpoint { get; } = Single("--vpc-endpoint", "file", "The policy of the VPC endpoint on the way.");

    public Option<string> VpcEndpointType { get; } = Choice("--vpc-endpoint-type", "interface", "gateway");

    public Option<string[]> ServiceControl { get; } = Files("--scp", "The service control policies of one level, separated by commas. Repeat it for each level, the root of the organization first, the account last.");

    public Option<string[]> ResourceControl { get; } = Files("--rcp", "The resource control policies of one level, like --scp.");

    public Option<string?> ManagementAccount { get; } = Single("--management-account", "account", "The management account of the organization, which SCPs and RCPs do not reach.");

    public Option<string?> OrganizationPath { get; } = Single("--organization-path", "path", "The path of the caller's account, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/; it names the levels and fills aws:PrincipalOrgID and aws:PrincipalOrgPaths.");

    public Option<string[]> Context { get; } = Pairs("--context", "A context key, such as aws:SourceIp=203.0.113.7. A list is written key=[a,b].");

    public Option<string[]> Absent { get; } = new("--absent") { HelpName = "key", Description = "A context key that the request does not have, although it would follow from the rest." };

    public Option<string[]> Tag { get; } = Pairs("--tag", "A tag of the user or role.");

    public Option<string[]> SessionTag { get; } = Pairs("--session-tag", "A session tag.");

    public Option<string[]> ResourceTag { get; } = Pairs("--resource-tag", "A tag of the resource.");

    public Option<string[]> RequestTag { get; } = Pairs("--request-tag", "A tag passed with the request.");

    public Option<string?> RolePath { get; } = Single("--role-path", "path", "The path of the role behind a session, where it is not /.");

    public Option<bool> Partial { get; } = new("--partial") { Description = "Take every context key that is neither stated nor derivable as unknown, and say which ones decide." };

    public Option<string[]> Unknown { get; } = new("--unknown") { HelpName = "key", Description = "Take this context key as unknown; a trailing * stands for any rest, such as aws:PrincipalTag/*." };

    public Option<string> Format { get; } = Choice("--format", "text", "json", "markdown", "aws");

    public Option<int> Fixes { get; } = Count("--fixes", "How many fixes to propose; each is verified by evaluating it.");

    public IEnumerable<Option> All =>
    [
        Principal, Action, Resource, ResourceAccount, Identity, Boundary, Session, ResourcePolicy, AccessPoint, AccessPointPolicy, VpcEndpoint, VpcEndpointType,
        ServiceControl, ResourceControl, ManagementAccount, OrganizationPath, Context, Absent, Tag, SessionTag, ResourceTag, RequestTag, RolePath, Partial, Unknown,
        Format, Fixes,
    ];

    private static Option<int> Count(string name, string description)
    {
        var option = new Option<int>(name) { HelpName = "count", Description = description, DefaultValueFactory = static _ => 3 };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ } token] && int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out int count) && count < 0)
            {
                result.AddError($"{result.Option.Name} {token.Value}: expected 0 or more");
            }
        });
        return option;
    }

    private static Option<string> Required(string name, string value, string description) => new(name) { HelpName = value, Description = description, Required = true };

    private static Option<string?> Single(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static Option<string[]> Files(string name, string description) => new(name) { HelpName = "file", Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [] };

    private static Option<string[]> Pairs(string name, string description) => new(name) { HelpName = "key=value", Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [] };

    private static Option<string> Choice(string name, params string[] values)
    {
        var option = new Option<string>(name) { Description = $"One of {string.Join(", ", values)}.", DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
