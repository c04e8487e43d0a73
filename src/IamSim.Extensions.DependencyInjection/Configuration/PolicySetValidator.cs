using Microsoft.Extensions.Options;

namespace IamSim.Extensions.DependencyInjection.Configuration;

/// <summary>Refuses a policy set whose configuration has a fault.</summary>
internal sealed class PolicySetValidator : IValidateOptions<PolicySetOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicySetOptions options) =>
        options.Faults.IsEmpty ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Faults);
}
