using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Environments.Escalations;
using IamSim.Identifiers;
using Spectre.Console;

namespace IamSim.Tool.Demo;

/// <summary>A question about the example organization.</summary>
/// <param name="Title">The question in words.</param>
/// <param name="Expected">What the answer is.</param>
/// <param name="Command">The command that asks it, without the options that all have.</param>
/// <param name="Ask">Asks it.</param>
internal sealed record OrganizationQuestion(string Title, string Expected, string Command, Func<EnvironmentAnalyzer, OrganizationAnswer> Ask)
{
    private static readonly AccessConditions Encrypted = new() { Context = RequestContext.Create(("aws:SecureTransport", "true"), ("aws:RequestedRegion", "eu-west-1")) };

    private const string Stated = " --context aws:SecureTransport=true --context aws:RequestedRegion=eu-west-1";

    /// <summary>The questions in order.</summary>
    public static OrganizationQuestion[] All { get; } =
    [
        Can("May the developers of the orders team read the password of its database?", nameof(DecisionKind.Allowed), "OrdersDeveloper", "secretsmanager:GetSecretValue", "orders/database"),
        Can("May the incident responder stop the audit trail, as its own policy says?", nameof(DecisionKind.ExplicitDeny), "IncidentResponder", "cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme"),
        WhoCan("Who can read the orders in the bucket acme-orders?", "7 callers", "s3:GetObject", "acme-orders/daily/today.csv"),
        new("What can anyone in the world reach?", "1 resource", "public", Public),
        new("Who gets in from outside the organization?", "6 callers", "external", External),
        new("Can Dana, a developer of the platform, become an administrator?", "in 2 ways", "escalation --from dana --to-admin", Escalation),
    ];

    private static OrganizationQuestion Can(string title, string expected, string principal, string action, string resource) => new(title, expected, $"can {principal} {action} {resource}{Stated}", analyzer =>
        OrganizationAnswer.Of(analyzer.Can(FindPrincipal(analyzer, principal), action, FindResource(analyzer, resource, action), Encrypted)));

    private static OrganizationQuestion WhoCan(string title, string expected, string action, string resource) => new(title, expected, $"who-can {action} {resource}{Stated}", analyzer =>
    {
        WhoCanResult found = analyzer.WhoCan(action, FindResource(analyzer, resource, action), Encrypted);
        string[] names = [.. found.Rows.Where(static row => row.State == AccessState.Allowed).Select(static row => row.Subject.Identity?.Name ?? row.Subject.Name)];
        string[] shown = [.. names.Where(static name => !name.StartsWith("AWSReservedSSO_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        return new OrganizationAnswer(
            $"{names.Length} callers", Color.Yellow, $"of {found.CallerCount}, among them {string.Join(", ", shown.Take(3))}");
    });

    private static OrganizationAnswer Public(EnvironmentAnalyzer analyzer)
    {
        ImmutableArray<ResourceAccess> found = analyzer.GetPublicAccess();
        string[] targets = [.. found.Select(static access => access.Resource).Distinct(StringComparer.Ordinal)];
        return new OrganizationAnswer(
            $"{targets.Length} resource{(targets.Length == 1 ? "" : "s")}", targets.Length == 0 ? Color.Green : Color.Red, string.Join(", ", found.Select(static access => access.Target).Distinct(StringComparer.Ordinal)) + string.Concat(found.SelectMany(static access => access.Grants).Distinct().Select(static grant => $", by {OrganizationAnswer.Place(grant)}")));
    }

    private static OrganizationAnswer External(EnvironmentAnalyzer analyzer)
    {
        string[] found = [.. analyzer.GetExternalAccess().Where(static access => access.HasSourceGuard is null).Select(static access => access.Subject.Name).Distinct(StringComparer.Ordinal)];
        return new OrganizationAnswer($"{found.Length} callers", Color.Yellow, string.Join(", ", found.Select(Short)));
    }

    private static OrganizationAnswer Escalation(EnvironmentAnalyzer analyzer)
    {
        EscalationReport found = analyzer.FindEscalations(new EscalationOptions { From = [FindPrincipal(analyzer, "dana").Text], OnlyToAdministrators = true });
        string ways = string.Join(", ", found.Open.Select(static way => $"{string.Join(" and ", way.Steps.Select(static step => step.Path.Id))} as {way.Gained.Name}"));
        return new OrganizationAnswer(found.Open.IsEmpty ? "no" : $"in {found.Open.Length} ways", found.Open.IsEmpty ? Color.Green : Color.Red, ways);
    }

    // The provider of an account by its own name.
    private static string Short(string name) => name.StartsWith("arn:", StringComparison.Ordinal) ? name[(name.LastIndexOf('/') + 1)..] : name;

    private static Principal FindPrincipal(EnvironmentAnalyzer analyzer, string name) =>
        analyzer.Names.TryFindPrincipal(name, out Principal? principal, out string? fault) ? principal : throw new InvalidOperationException(fault);

    private static string FindResource(EnvironmentAnalyzer analyzer, string name, ActionName action) =>
        analyzer.Names.TryFindResource(name, action, out string? arn, out string? fault) ? arn : throw new InvalidOperationException(fault);
}
