using System.Runtime.ExceptionServices;
using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamSim.Extensions.DependencyInjection;

/// <summary>Loads every policy set before the host starts anything: a faulty one stops the start.</summary>
internal sealed class PolicySetStartup(IServiceProvider services, IEnumerable<PolicySetName> names) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (PolicySetName name in names.Distinct())
        {
            try
            {
                services.GetRequiredKeyedService<PolicyReloader>(name.Name);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                faults.Add(exception);
            }
        }

        switch (faults.Count)
        {
            case 0:
                return Task.CompletedTask;
            case 1:
                ExceptionDispatchInfo.Throw(faults[0]);
                break;
        }

        throw new AggregateException(faults);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
