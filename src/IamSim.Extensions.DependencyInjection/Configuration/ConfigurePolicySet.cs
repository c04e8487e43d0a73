using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamSim.Extensions.DependencyInjection.Configuration;

/// <summary>Fills the options of a policy set from the source that was registered last under its name.</summary>
internal sealed class ConfigurePolicySet(IServiceProvider services) : IConfigureNamedOptions<PolicySetOptions>
{
    public void Configure(string? name, PolicySetOptions options) =>
        services.GetRequiredKeyedService<PolicySource>(name).Configure(services, options);

    public void Configure(PolicySetOptions options) => Configure(Options.DefaultName, options);
}
