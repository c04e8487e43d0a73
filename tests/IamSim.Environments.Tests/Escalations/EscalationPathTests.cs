using IamSim.Environments.Escalations;
using IamSim.ServiceData;

namespace IamSim.Environments.Tests.Escalations;

/// <summary>Every path of the catalog, from its own data: open where its actions are allowed, closed where any of them is not.</summary>
public sealed class EscalationPathTests
{
    public static TheoryData<string> Ids => [.. EscalationCatalog.All.Select(static path => path.Id)];

    public static TheoryData<string> IdsOfServices => [.. EscalationCatalog.All.Where(static path => path.Service is not null).Select(static path => path.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_path_is_open_to_who_may_exactly_what_it_requires(string id)
    {
        EscalationFixture fixture = Fixture(id, out EscalationPath path);
        EscalationFinding? finding = fixture.FindOpen();
        Assert.NotNull(finding);
        Assert.Equal(path.Assumption is null ? AccessState.Allowed : AccessState.Depends, finding.State);
        Assert.True(finding.NewActions > 0);
        Assert.Equal(fixture.Caller, finding.Principal.Arn);
        Assert.Equal(GainsAdministrator(path), finding.IsAdministrator);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Without_any_one_of_its_actions_a_path_is_neither_open_nor_granted(string id)
    {
        EscalationFixture fixture = Fixture(id, out _);
        Assert.All(fixture.Actions, action =>
        {
            EscalationReport report = fixture.Find(without: action);
            Assert.Null(fixture.OfPath(report.Open));
            Assert.Null(fixture.OfPath(report.Closed));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_boundary_closes_a_path_at_any_of_its_requests(string id) => AssertClosed(id, DecisionSources.PermissionsBoundary, static (fixture, action) => fixture.Find(boundaryDenies: action));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_service_control_policy_closes_a_path_at_any_of_its_requests(string id) => AssertClosed(id, DecisionSources.ServiceControl, static (fixture, action) => fixture.Find(organizationDenies: action));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_condition_that_does_not_hold_closes_a_path_and_one_on_an_unknown_key_makes_it_depend(string id)
    {
        EscalationFixture fixture = Fixture(id, out _);
        Assert.Null(fixture.FindOpen(condition: """{"Bool":{"aws:SecureTransport":"false"}}"""));
        EscalationFinding? finding = fixture.FindOpen(condition: """{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""");
        Assert.NotNull(finding);
        Assert.Equal(AccessState.Depends, finding.State);
        Assert.Contains(finding.Steps[0].Answers, static answer => answer.Partial.DecidingKeys.Contains("aws:SourceIp"));
    }

    [Theory]
    [MemberData(nameof(IdsOfServices))]
    public void A_role_that_does_not_let_the_service_in_is_no_target(string id) => Assert.Null(Fixture(id, out _).FindOpen(trustsService: false));

    [Theory]
    [MemberData(nameof(IdsOfServices))]
    public void To_pass_a_role_to_another_service_is_not_enough(string id)
    {
        EscalationFixture fixture = Fixture(id, out EscalationPath path);
        bool passes = path.Requirements.Any(static requirement => requirement.Action.Text == "iam:PassRole");
        EscalationFinding? other = fixture.FindOpen(condition: """{"StringEqualsIfExists":{"iam:PassedToService":"other.amazonaws.com"}}""");
        EscalationFinding? same = fixture.FindOpen(condition: $$$"""{"StringEqualsIfExists":{"iam:PassedToService":"{{{path.Service}}}"}}""");
        // What App Runner sends is not documented, so that it may be either.
        Assert.Equal(!passes || path.Id == "apprunner-create-service", other is not null);
        Assert.NotNull(same);
    }

    [Fact]
    public void Every_action_of_the_catalog_exists()
    {
        foreach (EscalationRequirement requirement in EscalationCatalog.All.SelectMany(static path => path.Requirements))
        {
            ActionDefinition? action = ServiceReference.Default.FindAction(requirement.Action.Text);
            Assert.True(action is not null, $"{requirement.Action} does not exist");
            Assert.Equal(action.FullName, requirement.Action.Text);
        }
    }

    [Fact]
    public void Resources_of_the_catalog_are_of_a_type_of_their_action()
    {
        foreach (EscalationPath path in EscalationCatalog.All)
        {
            foreach (EscalationRequirement requirement in path.Requirements)
            {
                ActionDefinition action = ServiceReference.Default.FindAction(requirement.Action.Text)!;
                if (requirement.Resource == "*" || !requirement.Resource.StartsWith("arn:", StringComparison.Ordinal))
                {
                    Assert.True(requirement.Resource != "*" || action.IsResourceLess, $"{path.Id}: {requirement}");
                    continue;
                }

                string arn = requirement.Resource.Replace("{partition}", "aws", StringComparison.Ordinal).Replace("{region}", "eu-west-1", StringComparison.Ordinal).Replace("{account}", EscalationFixture.Account, StringComparison.Ordinal)
                    .Replace("{name}", "anything", StringComparison.Ordinal).Replace("{id}", "0123456789abcdef0", StringComparison.Ordinal);
                string[] types = [.. ServiceReference.Default.FindResourceTypes(arn).Select(static type => type.Name)];
                Assert.True(action.ResourceTypes.Any(type => types.Contains(type.Name, StringComparer.Ordinal)), $"{path.Id}: {requirement} is of the types {string.Join(", ", types)}, not {string.Join(", ", action.ResourceTypes.Select(static type => type.Name))}");
            }
        }
    }

    [Fact]
    public void Texts_of_the_catalog_are_whole_and_ids_their_own()
    {
        Assert.Equal(EscalationCatalog.All.Length, EscalationCatalog.All.Select(static path => path.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(EscalationCatalog.All, static path =>
        {
            Assert.EndsWith(".", path.Description, StringComparison.Ordinal);
            Assert.False(path.Title.EndsWith('.'));
            Assert.NotEmpty(path.Requirements);
            Assert.True(EscalationCatalog.TryGet(path.Id, out EscalationPath? found));
            Assert.Same(path, found);
        });
        Assert.False(EscalationCatalog.TryGet("no-such-path", out _));
    }

    private static void AssertClosed(string id, DecisionSources layer, Func<EscalationFixture, string, EscalationReport> find)
    {
        EscalationFixture fixture = Fixture(id, out EscalationPath path);
        Assert.All(path.Requirements.Select(static requirement => requirement.Action.Text).Distinct(StringComparer.Ordinal), action =>
        {
            EscalationReport report = find(fixture, action);
            Assert.Null(fixture.OfPath(report.Open));
            // Delegations are not told of as closed; nor what only a trust policy would have granted, once the trust policy is rewritten.
            if (path.Target != EscalationTargetKind.AnyRole && fixture.Actions.Contains(action))
            {
                EscalationFinding? closed = fixture.OfPath(report.Closed);
                Assert.NotNull(closed);
                Assert.Equal(AccessState.Denied, closed.State);
                Assert.Equal(layer, closed.Steps[0].ClosedBy);
            }
        });
    }

    private static bool GainsAdministrator(EscalationPath path) => path.Gain is not (EscalationGain.LeavesGroup or EscalationGain.DropsPolicy or EscalationGain.DropsBoundary);

    private static EscalationFixture Fixture(string id, out EscalationPath path)
    {
        Assert.True(EscalationCatalog.TryGet(id, out EscalationPath? found));
        path = found;
        return new EscalationFixture(found);
    }
}
