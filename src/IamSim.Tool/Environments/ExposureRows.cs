using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary>The rows of what is reached from outside.</summary>
internal static class ExposureRows
{
    private const int ShownActions = 6;

    public static ReportColumn[] Columns(bool isPublic) =>
    [
        isPublic ? new("exposure", "EXPOSURE") : new("state", "STATE"), new("kind", "KIND"), new("principal", "PRINCIPAL"), new("resource", "RESOURCE"), new("count", "ACTIONS"),
        isPublic ? new("state", "STATE", IsShown: false) : new("sourceGuard", "SOURCE GUARD"),
        new("policyOf", "POLICY OF", IsShown: false), new("actions", "NAMES", IsShown: false), new("allowedIf", "ALLOWED IF", IsShown: false), new("grants", "GRANTED BY", IsShown: false), new("gaps", "NOT KNOWN", IsShown: false),
    ];

    public static ReportRow Of(ResourceAccess access, bool isPublic)
    {
        string[] grants = [.. access.Grants.Select(static grant => grant.ToString())];
        string? condition = access.Condition.IsAlways || access.Condition.IsNever ? null : access.Condition.ToString();
        string state = EnvironmentCommand.Word(access.State);
        string[] actions = [.. access.Actions.Select(static action => action.ToString())];
        object?[] cells = isPublic
            ? [Word(access.Exposure), Word(access.Subject.Kind), access.Subject.Name, access.Target, actions.Length, state]
            : [state, Word(access.Subject.Kind), access.Subject.Name, access.Target, actions.Length, access.HasSourceGuard];
        return new ReportRow([.. cells, access.Resource, actions, condition, grants, access.Gaps.Select(static gap => gap.Message).ToArray()])
        {
            Explain = access.Explain,
            Lines = [Shorten(actions), .. condition is null ? Unsettling(access).Select(static gap => gap.Message) : [$"if {condition}"], .. grants.Select(static grant => $"by {grant}")],
        };
    }

    /// <summary>What is not known and could keep them out.</summary>
    public static IEnumerable<EnvironmentGap> Unsettling(ResourceAccess access) =>
        access.Gaps.Where(static gap => gap.Kind is EnvironmentGapKind.PublicAccessBlock or EnvironmentGapKind.AccessControlLists or EnvironmentGapKind.DeploymentCondition or EnvironmentGapKind.MethodAuthorization);

    public static string Word(AccessSubjectKind kind) => kind switch
    {
        AccessSubjectKind.User => "user",
        AccessSubjectKind.Role => "role",
        AccessSubjectKind.RootUser => "root user",
        AccessSubjectKind.NamedPrincipal => "named",
        AccessSubjectKind.Account => "account",
        AccessSubjectKind.AnyAccount => "any account",
        AccessSubjectKind.Anonymous => "anonymous",
        AccessSubjectKind.Service => "service",
        AccessSubjectKind.AnyService => "any service",
        _ => "provider",
    };

    private static string Word(PublicExposure exposure) => exposure switch
    {
        PublicExposure.Public => "public",
        PublicExposure.UnderConditions => "conditional",
        _ => "no",
    };

    private static string Shorten(string[] actions) => actions.Length <= ShownActions ? string.Join(", ", actions) : $"{string.Join(", ", actions.Take(ShownActions))} and {actions.Length - ShownActions} more";
}
