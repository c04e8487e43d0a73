using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData.Generator.Writing;

/// <summary>Writes one service as <c>ServiceDecoder</c> reads it.</summary>
internal sealed class ServiceEncoder
{
    private const int MultivaluedFlag = 0x10;
    private const int AnotherTypeFlag = 0x20;
    private const int PermissionOnlyFlag = 0x08;

    private readonly SourceService _service;
    private readonly RecordWriter _writer = new();
    private readonly NameTable _keys;
    private readonly NameTable _types;
    private readonly NameTable _dependents;
    private readonly ListTable _keyLists = new();
    private readonly ListTable _dependentLists = new();
    private readonly ListTable _rowLists = new();
    private readonly Dictionary<(int Type, bool IsRequired, int Keys, int Dependents), int> _rows = [];

    private ServiceEncoder(SourceService service)
    {
        _service = service;
        _keys = new NameTable("condition key", service.ConditionKeys.Select(static key => key.Name));
        _types = new NameTable("resource type", service.ResourceTypes.Select(static type => type.Name));
        IEnumerable<string> dependents = service.Actions.SelectMany(static action => action.DependentActions.Concat(action.ResourceTypes.SelectMany(static row => row.DependentActions)));
        _dependents = new NameTable("dependent action", dependents.Distinct(StringComparer.OrdinalIgnoreCase));
    }

    public static RecordWriter Encode(SourceService service)
    {
        try
        {
            return new ServiceEncoder(service).Encode();
        }
        catch (CatalogueContentException exception)
        {
            throw new CatalogueContentException($"service '{service.Prefix}': {exception.Message}");
        }
    }

    private RecordWriter Encode()
    {
        SourceAction[] actions = [.. _service.Actions.OrderBy(static action => action.Name, StringComparer.OrdinalIgnoreCase)];
        SourceResourceType[] types = [.. _service.ResourceTypes.OrderBy(static type => type.Name, StringComparer.OrdinalIgnoreCase)];

        // The numbers of lists are given before anything is written: tables stand in front of what refers to them.
        int[] typeKeys = [.. types.Select(type => KeyList(type.ConditionKeys))];
        (int Rows, int Keys, int Dependents)[] lists = [.. actions.Select(action => (RowList(action), KeyList(action.ConditionKeys), DependentList(action.DependentActions)))];

        _writer.WriteText(_service.Name);
        new NameTable("action", actions.Select(static action => action.Name)).Write(_writer);
        WriteKeys();
        _keyLists.Write(_writer);
        WriteTypes(types, typeKeys);
        _dependents.Write(_writer);
        _dependentLists.Write(_writer);
        WriteRows();
        _rowLists.Write(_writer);
        foreach (SourceAction action in actions)
        {
            _writer.WriteNumber((int)action.AccessLevel | (action.IsPermissionOnly ? PermissionOnlyFlag : 0));
        }

        foreach ((int rows, int keys, int dependents) in lists)
        {
            _writer.WriteNumber(rows);
            _writer.WriteNumber(keys);
            _writer.WriteNumber(dependents);
        }

        return _writer;
    }

    private int KeyList(IReadOnlyList<string> names) => _keyLists.Add(names.Select(_keys.Place));

    private int DependentList(IReadOnlyList<string> names) => _dependentLists.Add(names.Select(_dependents.Place));

    private int RowList(SourceAction action) => _rowLists.Add(action.ResourceTypes.Select(row =>
    {
        var key = (_types.Place(row.ResourceType), row.IsRequired, KeyList(row.ConditionKeys), DependentList(row.DependentActions));
        if (!_rows.TryGetValue(key, out int place))
        {
            place = _rows.Count;
            _rows.Add(key, place);
        }

        return place;
    }));

    private void WriteKeys()
    {
        _writer.WriteNumber(_service.ConditionKeys.Count);
        foreach (SourceConditionKey key in _service.ConditionKeys.OrderBy(static key => key.Name, StringComparer.OrdinalIgnoreCase))
        {
            bool isOwn = key.Name.StartsWith(_service.Prefix + ":", StringComparison.Ordinal);
            _writer.WriteText(isOwn ? key.Name[_service.Prefix.Length..] : key.Name);
            for (int i = 0; i < key.Types.Count; i++)
            {
                int flags = (i == 0 && key.IsMultivalued ? MultivaluedFlag : 0) | (i + 1 < key.Types.Count ? AnotherTypeFlag : 0);
                _writer.WriteNumber((int)key.Types[i] | flags);
            }
        }
    }

    private void WriteTypes(SourceResourceType[] types, int[] typeKeys)
    {
        _types.Write(_writer);
        for (int i = 0; i < types.Length; i++)
        {
            _writer.WriteNumber(types[i].ArnPatterns.Count);
            foreach (string pattern in types[i].ArnPatterns)
            {
                int beginning = ArnBeginning.Find(pattern, _service.Prefix);
                _writer.WriteNumber(beginning);
                _writer.WriteText(beginning == 0 ? pattern : pattern[ArnBeginning.Of(beginning, _service.Prefix).Length..]);
            }

            _writer.WriteNumber(typeKeys[i]);
        }
    }

    private void WriteRows()
    {
        _writer.WriteNumber(_rows.Count);
        foreach ((int type, bool isRequired, int keys, int dependents) in _rows.Keys)
        {
            _writer.WriteNumber(type);
            _writer.WriteNumber(isRequired ? 1 : 0);
            _writer.WriteNumber(keys);
            _writer.WriteNumber(dependents);
        }
    }
}
