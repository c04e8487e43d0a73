using System.Diagnostics.Metrics;
using System.Reflection;
using IamSim.Extensions.DependencyInjection.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class CompletenessTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(FindRoot(), "docs/guides/dependency-injection.md"));

    [Fact]
    public void Whatever_a_policy_set_has_can_be_named_in_files()
    {
        Assert.Subset(Names(typeof(PolicyFiles)).ToHashSet(), Names(typeof(PolicySet)).ToHashSet());
    }

    [Fact]
    public void Whatever_is_named_in_files_can_be_configured_and_is_documented()
    {
        Assert.Equal(Names(typeof(PolicyFiles)).Order(), PolicySectionReader.MemberNames.Order());
        Assert.All(PolicySectionReader.MemberNames, static name => Assert.Contains($"\n| `{name}` |", Guide, StringComparison.Ordinal));
        Assert.All(Names(typeof(LiveSimulator)), static name => Assert.Contains($"\n| `{name}` |", Guide, StringComparison.Ordinal));
        Assert.All(Names(typeof(OrganizationFacts)), static name => Assert.Contains($"`{name}`", Guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_instrument_is_documented_with_its_unit()
    {
        var published = new List<Instrument>();
        using ServiceProvider services = new ServiceCollection().AddMetrics().AddIamSim(static policies => policies.From(new PolicySet())).BuildServiceProvider();
        services.Simulator();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => published.Add(instrument) };
        listener.Start();

        Instrument[] ours = [.. published.Where(instrument => instrument.Meter.Name == "IamSim" && instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())];

        Assert.Equal(3, ours.Length);
        Assert.All(ours, static instrument => Assert.Contains($"\n| `{instrument.Name}` | {(instrument is Counter<long> ? "counter" : "histogram")}, `{instrument.Unit}` |", Guide, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_public_is_sealed_and_immutable()
    {
        Type[] types = [.. typeof(LiveSimulator).Assembly.GetExportedTypes()];

        Assert.Equal(
            ["IamSimServiceCollectionExtensions", "LiveSimulator", "PolicyFiles", "PolicyLoadException", "PolicyLoadFailure", "PolicySource", "PolicySources"],
            types.Select(static type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(types, static type => Assert.True(type.IsSealed));
        Assert.DoesNotContain(
            types.SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)),
            static property => property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
    }

    private static IEnumerable<string> Names(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(static property => property.Name);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }
}
