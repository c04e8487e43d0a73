using System.Collections;
using Microsoft.Extensions.Configuration;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>A configuration in memory that a test can change.</summary>
internal sealed class Settings : ConfigurationProvider, IConfigurationSource, IEnumerable
{
    public string? this[string key]
    {
        set => Data[key] = value;
    }

    public void Change(string key, string? value)
    {
        if (value is null)
        {
            Data.Remove(key);
        }
        else
        {
            Data[key] = value;
        }

        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    IEnumerator IEnumerable.GetEnumerator() => Data.GetEnumerator();
}
