using IamSim;
using IamSim.Extensions.DependencyInjection;
using IamSim.Extensions.DependencyInjection.Configuration;
using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds policy sets to a service collection.</summary>
public static class IamSimServiceCollectionExtensions
{
    /// <summary>Adds the one policy set of an application. It is injected as <see cref="LiveSimulator"/>.</summary>
    /// <remarks>
    /// A host compiles the policies before it starts anything and does not start when they are faulty. Without a host that happens when the
    /// <see cref="LiveSimulator"/> is resolved, each time until it succeeds. Added a second time, the later source counts, as with any service.
    /// The simulator's clock is the container's <see cref="TimeProvider"/>, or the system's when there is none.
    /// </remarks>
    /// <param name="services">The services to add to.</param>
    /// <param name="policies">Says where the policies come from: <c>policies => policies.FromConfiguration("IamSim").ReloadOnChange()</c>.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="InvalidOperationException">Policies from code are to be reloaded although nothing says when.</exception>
    public static IServiceCollection AddIamSim(this IServiceCollection services, Func<PolicySources, PolicySource> policies)
    {
        Add(services, Options.Options.DefaultName, policies);
        return services.AddSingleton(static provider => provider.GetRequiredKeyedService<PolicyReloader>(Options.Options.DefaultName).Simulator);
    }

    /// <summary>Adds one of several policy sets, by name. It is injected as <see cref="LiveSimulator"/> with <c>[FromKeyedServices(name)]</c>.</summary>
    /// <remarks>As <see cref="AddIamSim(IServiceCollection, Func{PolicySources, PolicySource})"/>; a name and the unnamed set do not meet.</remarks>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The key of the service, compared ordinally; it also stands in logs and on metrics.</param>
    /// <param name="policies">Says where the policies come from.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">Policies from code are to be reloaded although nothing says when.</exception>
    public static IServiceCollection AddIamSim(this IServiceCollection services, string name, Func<PolicySources, PolicySource> policies)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(services, name, policies);
        return services.AddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<PolicyReloader>(key).Simulator);
    }

    private static void Add(IServiceCollection services, string name, Func<PolicySources, PolicySource> policies)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policies);
        PolicySource source = policies(PolicySources.Instance) ?? throw new ArgumentException("say where the policies come from, as in policies => policies.FromConfiguration(\"IamSim\")", nameof(policies));
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<PolicySetOptions>, ConfigurePolicySet>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PolicySetOptions>, PolicySetValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicySetStartup>());
        services.TryAddSingleton(SimulatorTelemetry.Create);
        services.AddSingleton(new PolicySetName(name));
        services.AddKeyedSingleton(name, source);
        services.AddKeyedSingleton(name, static (provider, key) => PolicyReloader.Start(provider, (string)key!));
    }
}
