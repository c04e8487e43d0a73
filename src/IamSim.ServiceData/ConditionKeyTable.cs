using IamSim.Identifiers;

namespace IamSim.ServiceData;

/// <summary>Finds condition keys by name: whole names by hash, templates by trying those that begin alike.</summary>
internal sealed class ConditionKeyTable
{
    private readonly Dictionary<string, ConditionKeyDefinition> _byName = new(AsciiFold.Comparer.Instance);
    private readonly List<ConditionKeyDefinition> _templates = [];

    public ConditionKeyTable(IEnumerable<ConditionKeyDefinition> keys)
    {
        foreach (ConditionKeyDefinition key in keys)
        {
            _byName.TryAdd(key.Name, key);
            if (key.IsTemplate)
            {
                _templates.Add(key);
            }
        }

        // The most telling template first: …/${name}.value before …/${name}.
        _templates.Sort(static (left, right) => right.Name.Length.CompareTo(left.Name.Length));
    }

    public ConditionKeyDefinition? Find(string key) => _byName.TryGetValue(key, out ConditionKeyDefinition? found) ? found : _templates.Find(template => template.IsMatch(key));
}
