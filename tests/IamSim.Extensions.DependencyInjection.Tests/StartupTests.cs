using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class StartupTests
{
    [Fact]
    public async Task A_host_does_not_start_with_faulty_policies_and_says_everything_that_is_wrong_with_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("policies/good.json", Sample.Allow("Good"));
        folder.Write("policies/misspelled.json", Sample.Misspelled);
        folder.Write("policies/broken.json", "{ \"Version\": \"2012-10-17\",\n  \"Statement\": [ }");
        using IHost host = Build(folder, """
            { "IamSim": {
                "Folder": "policies",
                "Identity": ["good.json", "misspelled.json"],
                "PermissionsBoundary": "missing.json",
                "ServiceControlPolicies": [["misspelled.json", "broken.json"]] } }
            """);

        PolicyLoadException exception = await Assert.ThrowsAsync<PolicyLoadException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        string[] lines = exception.Message.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("policy set 'default' cannot be loaded", lines[0]);
        Assert.Equal($"policies/missing.json: there is no such file, looked for {folder.PathOf("policies/missing.json")}", lines[1]);
        Assert.StartsWith("policies/broken.json:2:18: error IAM0001: not valid JSON", lines[2], StringComparison.Ordinal);
        Assert.Equal("policies/misspelled.json:2:18: error IAM0007: unknown condition operator 'StringEqual' (did you mean 'StringEquals'?)", lines[3]);
        Assert.Equal("default", exception.PolicySet);
        Assert.Equal(["IAM0001", "IAM0007"], exception.Failure.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(3, exception.Failure.Messages.Length);
        Assert.False(host.Services.GetRequiredService<Witness>().Started);
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_faulty_configuration()
    {
        using var folder = new TemporaryFolder();
        using IHost host = Build(folder, """{ "IamSim": { "Identity": ["a.json"], "PermisionsBoundary": "b.json", "ResourcePolicyKind": "Bucket" } }""");

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "IamSim:PermisionsBoundary: there is no such member: did you mean 'PermissionsBoundary'?",
                "IamSim:ResourcePolicyKind: expected one of General, RoleTrust, KmsKey, S3Bucket, but found 'Bucket': did you mean 'S3Bucket'?",
            ],
            exception.Failures);
        Assert.False(host.Services.GetRequiredService<Witness>().Started);
    }

    [Fact]
    public async Task All_faulty_policy_sets_of_a_host_are_named()
    {
        using var folder = new TemporaryFolder();
        using IHost host = Build(
            folder,
            """{ "IamSim": { "Identity": ["absent.json"] }, "Orders": { "Identity": "one.json" }, "Good": { "Identity": [] } }""",
            static services => services
                .AddIamSim("orders", static policies => policies.FromConfiguration("Orders"))
                .AddIamSim("good", static policies => policies.FromConfiguration("Good")));

        AggregateException exception = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, exception.InnerExceptions.Count);
        Assert.StartsWith("policy set 'default' cannot be loaded\nabsent.json: there is no such file", exception.InnerExceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal("Orders:Identity: expected a list of policy files, but found 'one.json': write [ \"one.json\" ]", exception.InnerExceptions[1].Message);
    }

    [Fact]
    public async Task A_host_with_good_policies_starts_and_finds_them_from_its_content_root()
    {
        using var folder = new TemporaryFolder();
        folder.Write("policies/identity.json", Sample.Allow("FromContentRoot"));
        using IHost host = Build(folder, """{ "IamSim": { "Identity": ["policies/identity.json"] } }""");

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(host.Services.GetRequiredService<Witness>().Started);
        Assert.Equal("FromContentRoot", host.Services.Simulator().Decider());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Without_a_host_the_first_use_fails_again_and_again_until_the_policies_are_right()
    {
        using var folder = new TemporaryFolder();
        folder.Write("identity.json", "nonsense");
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim(policies => policies.FromFiles(new PolicyFiles { Folder = folder.Location, Identity = ["identity.json"] }).ReloadOnChange())
            .BuildServiceProvider();

        Assert.Throws<PolicyLoadException>(() => services.Simulator());
        Assert.Throws<PolicyLoadException>(() => services.Simulator());
        folder.Write("identity.json", Sample.Allow("Repaired"));

        Assert.Equal("Repaired", services.Simulator().Decider());
    }

    [Fact]
    public void A_limit_that_cannot_be_read_never_counts_as_no_limit()
    {
        using var folder = new TemporaryFolder();
        folder.Write("identity.json", Sample.Allow("Everything"));
        foreach (PolicyFiles limited in new PolicyFiles[]
        {
            new() { PermissionsBoundary = "absent.json" },
            new() { Session = ["absent.json"] },
            new() { VpcEndpoint = "absent.json" },
            new() { ServiceControlPolicies = [["identity.json", "absent.json"]] },
            new() { ResourceControlPolicies = [["absent.json"]] },
        })
        {
            using ServiceProvider services = new ServiceCollection()
                .AddIamSim(policies => policies.FromFiles(limited with { Folder = folder.Location, Identity = ["identity.json"] }))
                .BuildServiceProvider();

            PolicyLoadException exception = Assert.Throws<PolicyLoadException>(() => services.Simulator());

            Assert.Equal([$"absent.json: there is no such file, looked for {folder.PathOf("absent.json")}"], exception.Failure.Messages);
        }
    }

    [Fact]
    public void A_file_that_is_not_text_is_named_with_the_place_of_the_first_bad_byte()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathOf("identity.json"), [.. "{\n  \""u8, 0xFF]);
        Directory.CreateDirectory(folder.PathOf("folder.json"));
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim(policies => policies.FromFiles(new PolicyFiles { Folder = folder.Location, Identity = ["identity.json", "folder.json"] }))
            .BuildServiceProvider();

        PolicyLoadException exception = Assert.Throws<PolicyLoadException>(() => services.Simulator());

        Assert.Equal("identity.json:2:4: error IAM0002: byte 0xFF is not valid UTF-8 (save the file as UTF-8)", exception.Failure.Messages[0]);
        Assert.StartsWith("folder.json: the file cannot be read: ", exception.Failure.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_code_throws_is_a_fault_of_the_policies()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim("throws", static policies => policies.From(static _ => throw new TimeoutException("The database did not answer.")))
            .AddIamSim("null", static policies => policies.From(static _ => null!))
            .AddIamSim("parses", static policies => policies.From(static _ => new PolicySet { Identity = [IamSim.Policies.PolicyDocument.Parse("[", "stored.json")] }))
            .AddIamSim("compiles", static policies => policies.From(new PolicySet { Identity = [IamSim.Policies.PolicyDocument.Parse(Sample.Misspelled, "code.json")] }))
            .BuildServiceProvider();

        PolicyLoadException thrown = Assert.Throws<PolicyLoadException>(() => services.Simulator("throws"));
        Assert.Equal("policy set 'throws' cannot be loaded\nthe code that makes the policies threw TimeoutException: The database did not answer", thrown.Message);
        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Equal(["the code that makes the policies returned null"], Assert.Throws<PolicyLoadException>(() => services.Simulator("null")).Failure.Messages);
        PolicyLoadFailure parsing = Assert.Throws<PolicyLoadException>(() => services.Simulator("parses")).Failure;
        Assert.StartsWith("stored.json:1:2: error IAM0001: ", parsing.Messages[0], StringComparison.Ordinal);
        Assert.Equal("the code that makes the policies read a faulty one", parsing.Messages[1]);
        PolicyLoadFailure compiling = Assert.Throws<PolicyLoadException>(() => services.Simulator("compiles")).Failure;
        Assert.Equal(["code.json:2:18: error IAM0007: unknown condition operator 'StringEqual' (did you mean 'StringEquals'?)"], compiling.Messages);
        Assert.Equal(compiling.Messages[0], compiling.ToString());
    }

    private static IHost Build(TemporaryFolder folder, string json, Action<IServiceCollection>? more = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Location, DisableDefaults = true });
        builder.Configuration.AddJson(json);
        builder.Services.AddSingleton<Witness>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<Witness>());
        builder.Services.AddIamSim(static policies => policies.FromConfiguration("IamSim"));
        more?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Stands for a server: it was added before the policies, and still must not start without them.</summary>
    private sealed class Witness : IHostedService
    {
        public bool Started { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
