using IamSim.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void The_unnamed_policy_set_is_injected_plainly()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim(static policies => policies.From(Sample.Set("Plain")))
            .AddScoped<OrdersHandler>()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using IServiceScope scope = services.CreateScope();

        LiveSimulator simulator = scope.ServiceProvider.GetRequiredService<OrdersHandler>().Simulator;

        Assert.Equal("Plain", simulator.Decider());
        Assert.Equal("", simulator.Name);
        Assert.Same(services.Simulator(), simulator);
    }

    [Fact]
    public void A_named_policy_set_is_injected_by_its_key()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim("orders", static policies => policies.From(Sample.Set("Orders")))
            .AddIamSim("invoices", static policies => policies.From(Sample.Set("Invoices")))
            .AddSingleton<KeyedHandler>()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        KeyedHandler handler = services.GetRequiredService<KeyedHandler>();

        Assert.Equal("Orders", handler.Orders.Decider());
        Assert.Equal("Invoices", handler.Invoices.Decider());
        Assert.Equal("orders", handler.Orders.Name);
        Assert.Same(handler.Orders, services.Simulator("orders"));
    }

    [Fact]
    public void Names_and_the_unnamed_policy_set_do_not_meet()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim(static policies => policies.From(Sample.Set("Plain")))
            .AddIamSim("orders", static policies => policies.From(Sample.Set("Orders")))
            .BuildServiceProvider();

        Assert.Equal("Plain", services.Simulator().Decider());
        Assert.Equal("Orders", services.Simulator("orders").Decider());
        Assert.Null(services.GetKeyedService<LiveSimulator>("Orders"));
        Assert.Equal(["orders"], services.GetKeyedServices<LiveSimulator>(KeyedService.AnyKey).Select(static simulator => simulator.Name));
        using ServiceProvider onlyNamed = new ServiceCollection().AddIamSim("orders", static policies => policies.From(Sample.Set("Orders"))).BuildServiceProvider();
        Assert.Null(onlyNamed.GetService<LiveSimulator>());
    }

    [Fact]
    public void The_source_that_is_added_last_counts_and_the_earlier_one_is_not_asked()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim("orders", static policies => policies.From(static _ => throw new InvalidOperationException("asked")))
            .AddIamSim("orders", static policies => policies.FromConfiguration(Sample.Json("""{ "Nonsense": "1" }""")))
            .AddIamSim("orders", static policies => policies.From(Sample.Set("Test")))
            .BuildServiceProvider();

        Assert.Equal("Test", services.Simulator("orders").Decider());
    }

    [Fact]
    public void Code_makes_policies_from_the_container_once()
    {
        int calls = 0;
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton(Sample.Set("FromService"))
            .AddIamSim(policies => policies.From(provider =>
            {
                calls++;
                return provider.GetRequiredService<PolicySet>();
            }))
            .BuildServiceProvider();

        Assert.Equal("FromService", services.Simulator().Decider());
        Assert.Equal("FromService", services.Simulator().Decider());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Switches_of_the_evaluation_are_honored()
    {
        var set = new PolicySet { Identity = [PolicyDocument.Parse(Sample.Misspelled)] };
        var lenient = new EvaluationOptions { Lenient = true };
        using ServiceProvider services = new ServiceCollection().AddIamSim(policies => policies.From(set, lenient)).BuildServiceProvider();

        Assert.True(services.Simulator().Current.Options.Lenient);
        Assert.False(services.Simulator().Evaluate(Sample.ReadOrder).IsAllowed);
    }

    [Fact]
    public void Files_are_taken_from_the_folder_that_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("identity.json", Sample.Allow("Identity"));
        folder.Write("limits/boundary.json", Sample.Allow("Boundary", "orders:Get*"));
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim(policies => policies.FromFiles(new PolicyFiles
            {
                Folder = folder.Location,
                Identity = ["identity.json"],
                PermissionsBoundary = "limits/boundary.json",
                ServiceControlPolicies = [["identity.json"], ["identity.json", folder.PathOf("limits/boundary.json")]],
            }))
            .BuildServiceProvider();
        LiveSimulator simulator = services.Simulator();

        Assert.True(simulator.Evaluate(Sample.ReadOrder).IsAllowed);
        Assert.Equal(DecisionSources.PermissionsBoundary, simulator.Evaluate(Sample.Ask("orders:DeleteOrder")).BlockedBy);
        Assert.Equal(2, simulator.Current.Policies.ServiceControlPolicies!.Value[1].Length);
        Assert.Contains("limits/boundary.json", simulator.Explain(Sample.Ask("orders:DeleteOrder")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_is_refused_where_it_is_written()
    {
        var services = new ServiceCollection();

        Assert.Equal(
            "policies from code have no file to watch: say when they change, as in ReloadOnChange(provider => token)",
            Assert.Throws<InvalidOperationException>(() => services.AddIamSim(static policies => policies.From(new PolicySet()).ReloadOnChange())).Message);
        Assert.StartsWith(
            "Identity[1]: the path is empty",
            Assert.Throws<ArgumentException>(() => services.AddIamSim(static policies => policies.FromFiles(new PolicyFiles { Identity = ["a.json", ""] }))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "ServiceControlPolicies[0][0]: the path has a null character",
            Assert.Throws<ArgumentException>(() => services.AddIamSim(static policies => policies.FromFiles(new PolicyFiles { ServiceControlPolicies = [["a\0.json"]] }))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Folder: the path is empty",
            Assert.Throws<ArgumentException>(() => services.AddIamSim(static policies => policies.FromFiles(new PolicyFiles { Folder = "", Identity = ["a.json"] }))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "no policy file is named: name at least one, such as Identity = [\"alice.json\"]",
            Assert.Throws<ArgumentException>(() => services.AddIamSim(static policies => policies.FromFiles(new PolicyFiles()))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "say where the policies come from, as in policies => policies.FromConfiguration(\"IamSim\")",
            Assert.Throws<ArgumentException>(() => services.AddIamSim(static _ => null!)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("name", () => services.AddIamSim("", static policies => policies.From(new PolicySet())));
        Assert.Throws<ArgumentNullException>("services", static () => ((IServiceCollection)null!).AddIamSim(static policies => policies.From(new PolicySet())));
        Assert.Throws<ArgumentNullException>("policies", () => services.AddIamSim(null!));
        Assert.Throws<ArgumentException>("sectionPath", () => services.AddIamSim(static policies => policies.FromConfiguration("")));
        Assert.Throws<ArgumentNullException>("token", () => services.AddIamSim(static policies => policies.From(new PolicySet()).ReloadOnChange((Func<IServiceProvider, IChangeToken>)null!)));
        Assert.Empty(services);
    }

    [Fact]
    public void A_simulator_is_named_by_its_text_and_refuses_no_request_at_all()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero)))
            .AddIamSim(static policies => policies.From(Sample.Set("Plain")))
            .BuildServiceProvider();

        Assert.Equal("policy set 'default' of 2026-11-26 08:00:00Z", services.Simulator().ToString());
        Assert.Throws<ArgumentNullException>("request", () => services.Simulator().Evaluate(null!));
        Assert.Throws<ArgumentNullException>("request", () => services.Simulator().Explain(null!));
    }

    private sealed class OrdersHandler(LiveSimulator simulator)
    {
        public LiveSimulator Simulator { get; } = simulator;
    }

    private sealed class KeyedHandler([FromKeyedServices("orders")] LiveSimulator orders, [FromKeyedServices("invoices")] LiveSimulator invoices)
    {
        public LiveSimulator Orders { get; } = orders;

        public LiveSimulator Invoices { get; } = invoices;
    }
}
