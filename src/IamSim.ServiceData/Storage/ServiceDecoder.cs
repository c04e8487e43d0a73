namespace IamSim.ServiceData.Storage;

/// <summary>Makes a service of its record. Lists that are alike are stored once, and are one list in memory too.</summary>
internal static class ServiceDecoder
{
    private const int MultivaluedFlag = 0x10;
    private const int AnotherTypeFlag = 0x20;
    private const int TypeMask = 0x0F;
    private const int PermissionOnlyFlag = 0x08;
    private const int LevelMask = 0x07;

    // A single type is nearly always the answer, and needs no list of its own.
    private static readonly ConditionKeyType[][] SingleTypes = [.. Enum.GetValues<ConditionKeyType>().Select(static type => new[] { type })];

    public static ServiceDefinition Decode(string prefix, ReadOnlySpan<byte> texts, ReadOnlySpan<byte> numbers)
    {
        var reader = new RecordReader(texts, numbers);
        string name = reader.ReadText();
        string[] actions = ReadNames(ref reader);
        ConditionKeyDefinition[] keys = ReadKeys(ref reader, prefix);
        IReadOnlyList<ConditionKeyDefinition>[] keyLists = ReadLists(ref reader, keys);
        ResourceTypeDefinition[] types = ReadResourceTypes(ref reader, prefix, keyLists);
        IReadOnlyList<string>[] dependents = ReadLists(ref reader, ReadNames(ref reader));
        IReadOnlyList<ActionResourceType>[] typeLists = ReadLists(ref reader, ReadRows(ref reader, types, keyLists, dependents));
        var service = new ServiceDefinition(prefix, name)
        {
            ConditionKeys = keys,
            ResourceTypes = types,
            Actions = ReadActions(ref reader, prefix, actions, typeLists, keyLists, dependents),
        };
        return reader.IsAtEnd ? service : throw new ServiceReferenceFormatException("found more than a service, expected its end");
    }

    private static string[] ReadNames(ref RecordReader reader)
    {
        string[] names = new string[reader.ReadCountOfTexts()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadText();
        }

        CheckOrder(names);
        return names;
    }

    // Tables by name are made of them, and a name must not be there twice.
    private static void CheckOrder(ReadOnlySpan<string> names)
    {
        for (int i = 1; i < names.Length; i++)
        {
            if (string.Compare(names[i - 1], names[i], StringComparison.OrdinalIgnoreCase) >= 0)
            {
                throw new ServiceReferenceFormatException("found names out of order or twice");
            }
        }
    }

    private static ConditionKeyDefinition[] ReadKeys(ref RecordReader reader, string prefix)
    {
        string[] names = new string[reader.ReadCountOfTexts()];
        var keys = new ConditionKeyDefinition[names.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            string name = reader.ReadText();
            names[i] = name.StartsWith(':') ? prefix + name : name;
            int flags = reader.ReadNumber(TypeMask | MultivaluedFlag | AnotherTypeFlag);
            bool isMultivalued = (flags & MultivaluedFlag) != 0;
            ConditionKeyType[] types = SingleTypes[TypeOf(flags)];
            while ((flags & AnotherTypeFlag) != 0 && types.Length < SingleTypes.Length)
            {
                flags = reader.ReadNumber(TypeMask | AnotherTypeFlag);
                types = [.. types, (ConditionKeyType)TypeOf(flags)];
            }

            keys[i] = new ConditionKeyDefinition(names[i], types, isMultivalued, isGlobal: names[i].StartsWith("aws:", StringComparison.OrdinalIgnoreCase));
        }

        CheckOrder(names);
        return keys;
    }

    private static int TypeOf(int flags) =>
        (flags & TypeMask) < SingleTypes.Length ? flags & TypeMask : throw new ServiceReferenceFormatException($"found the type {flags & TypeMask} of a condition key, expected one below {SingleTypes.Length}");

    /// <summary>Reads lists of places in a table; the empty list is the first without being stored.</summary>
    private static IReadOnlyList<T>[] ReadLists<T>(ref RecordReader reader, T[] table)
    {
        var lists = new IReadOnlyList<T>[reader.ReadCountOfNumbers() + 1];
        lists[0] = [];
        for (int i = 1; i < lists.Length; i++)
        {
            var list = new T[reader.ReadCountOfNumbers()];
            int place = -1;
            foreach (ref T entry in list.AsSpan())
            {
                place += 1 + reader.ReadNumber(table.Length);
                entry = place < table.Length ? table[place] : throw new ServiceReferenceFormatException($"found the place {place} in a list of {table.Length}");
            }

            lists[i] = list;
        }

        return lists;
    }

    private static ResourceTypeDefinition[] ReadResourceTypes(ref RecordReader reader, string prefix, IReadOnlyList<ConditionKeyDefinition>[] keyLists)
    {
        string[] names = ReadNames(ref reader);
        var types = new ResourceTypeDefinition[names.Length];
        for (int i = 0; i < types.Length; i++)
        {
            string[] patterns = new string[reader.ReadCountOfTexts()];
            foreach (ref string pattern in patterns.AsSpan())
            {
                int beginning = reader.ReadNumber(ArnBeginning.Count);
                string rest = reader.ReadText();
                pattern = beginning == 0 ? rest : ArnBeginning.Of(beginning, prefix) + rest;
            }

            types[i] = new ResourceTypeDefinition(prefix, names[i], patterns, keyLists[reader.ReadIndex(keyLists.Length)]);
        }

        return types;
    }

    private static ActionResourceType[] ReadRows(ref RecordReader reader, ResourceTypeDefinition[] types, IReadOnlyList<ConditionKeyDefinition>[] keyLists, IReadOnlyList<string>[] dependents)
    {
        var rows = new ActionResourceType[reader.ReadCountOfNumbers()];
        foreach (ref ActionResourceType row in rows.AsSpan())
        {
            ResourceTypeDefinition type = types[reader.ReadIndex(types.Length)];
            bool isRequired = reader.ReadNumber(1) == 1;
            row = new ActionResourceType(type, isRequired, keyLists[reader.ReadIndex(keyLists.Length)], dependents[reader.ReadIndex(dependents.Length)]);
        }

        return rows;
    }

    private static ActionDefinition[] ReadActions(ref RecordReader reader, string prefix, string[] names, IReadOnlyList<ActionResourceType>[] typeLists, IReadOnlyList<ConditionKeyDefinition>[] keyLists, IReadOnlyList<string>[] dependents)
    {
        Span<int> flags = names.Length <= 1024 ? stackalloc int[names.Length] : new int[names.Length];
        var actions = new ActionDefinition[names.Length];
        foreach (ref int flag in flags)
        {
            flag = reader.ReadNumber(LevelMask | PermissionOnlyFlag);
            if ((flag & LevelMask) > (int)AccessLevel.Tagging)
            {
                throw new ServiceReferenceFormatException($"found the access level {flag & LevelMask}, expected at most {(int)AccessLevel.Tagging}");
            }
        }

        for (int i = 0; i < actions.Length; i++)
        {
            IReadOnlyList<ActionResourceType> types = typeLists[reader.ReadIndex(typeLists.Length)];
            IReadOnlyList<ConditionKeyDefinition> keys = keyLists[reader.ReadIndex(keyLists.Length)];
            IReadOnlyList<string> dependent = dependents[reader.ReadIndex(dependents.Length)];
            actions[i] = new ActionDefinition(prefix, names[i], (AccessLevel)(flags[i] & LevelMask), (flags[i] & PermissionOnlyFlag) != 0, types, keys, dependent);
        }

        return actions;
    }
}
