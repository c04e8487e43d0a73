using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData.Arns;

/// <summary>Finds the services whose resources have ARNs with a certain third part. It is not always the prefix of the actions.</summary>
internal sealed class ArnServiceIndex
{
    private readonly Entry[] _services;

    // By a third part that is written out, and those with one that stands for several.
    private readonly Dictionary<string, List<int>> _byName = new(StringComparer.Ordinal);
    private readonly List<int> _open = [];

    public ArnServiceIndex(Entry[] services)
    {
        _services = services;
        for (int place = 0; place < services.Length; place++)
        {
            foreach (string name in ArnServices(services[place]))
            {
                if (name.AsSpan().ContainsAny('$', '*'))
                {
                    _open.Add(place);
                }
                else if (_byName.TryGetValue(name, out List<int>? places))
                {
                    places.Add(place);
                }
                else
                {
                    _byName[name] = [place];
                }
            }
        }
    }

    /// <summary>The places of the services, in order.</summary>
    public IEnumerable<int> Find(PolicyResource resource)
    {
        if (resource.Service is { } service)
        {
            return _byName.TryGetValue(service, out List<int>? places) ? places.Concat(_open).Distinct().Order() : _open;
        }

        return Enumerable.Range(0, _services.Length).Where(place => ArnServices(_services[place]).Any(name => new ArnForm(service: "", $"arn:${{Partition}}:{name}:*:*:*").Meets(resource)));
    }

    private static string[] ArnServices(Entry service) => service.ArnServices.Length == 0 ? [service.Prefix] : service.ArnServices;
}
