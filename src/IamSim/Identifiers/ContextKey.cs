namespace IamSim.Identifiers;

/// <summary>The name of a context key, ready to be looked up: compared without case (COND-8), with the way it can be derived.</summary>
internal sealed class ContextKey
{
    private static readonly NameTable<GlobalKey> Plain = TableOf(new Dictionary<string, GlobalKey>
    {
        ["aws:PrincipalArn"] = GlobalKey.PrincipalArn,
        ["aws:PrincipalAccount"] = GlobalKey.PrincipalAccount,
        ["aws:PrincipalOrgID"] = GlobalKey.PrincipalOrgId,
        ["aws:PrincipalOrgPaths"] = GlobalKey.PrincipalOrgPaths,
        ["aws:PrincipalType"] = GlobalKey.PrincipalType,
        ["aws:PrincipalIsAWSService"] = GlobalKey.PrincipalIsAwsService,
        ["aws:PrincipalServiceName"] = GlobalKey.PrincipalServiceName,
        ["aws:PrincipalServiceNamesList"] = GlobalKey.PrincipalServiceNamesList,
        ["aws:userid"] = GlobalKey.UserId,
        ["aws:username"] = GlobalKey.UserName,
        ["aws:FederatedProvider"] = GlobalKey.FederatedProvider,
        ["aws:ResourceAccount"] = GlobalKey.ResourceAccount,
        ["aws:ResourceOrgID"] = GlobalKey.ResourceOrgId,
        ["aws:ResourceOrgPaths"] = GlobalKey.ResourceOrgPaths,
        ["aws:TagKeys"] = GlobalKey.TagKeys,
        ["aws:CalledViaFirst"] = GlobalKey.CalledViaFirst,
        ["aws:CalledViaLast"] = GlobalKey.CalledViaLast,
        ["aws:ViaAWSService"] = GlobalKey.ViaAwsService,
        ["aws:CurrentTime"] = GlobalKey.CurrentTime,
        ["aws:EpochTime"] = GlobalKey.EpochTime,
        ["aws:SourceArn"] = GlobalKey.SourceArn,
        ["aws:SourceAccount"] = GlobalKey.SourceAccount,
        ["s3:DataAccessPointArn"] = GlobalKey.DataAccessPointArn,
        ["s3:DataAccessPointAccount"] = GlobalKey.DataAccessPointAccount,
    });

    private static readonly (string Prefix, GlobalKey Key)[] Tagged =
    [
        ("aws:PrincipalTag/", GlobalKey.PrincipalTag),
        ("aws:ResourceTag/", GlobalKey.ResourceTag),
        ("aws:RequestTag/", GlobalKey.RequestTag),
    ];

    public ContextKey(string name)
    {
        Folded = new FoldedName(name);
        if (Plain.TryGetValue(Folded, out GlobalKey key))
        {
            Global = key;
            return;
        }

        foreach ((string prefix, GlobalKey tagged) in Tagged)
        {
            if (name.Length > prefix.Length && AsciiFold.Equals(name.AsSpan(0, prefix.Length), prefix))
            {
                (Global, FoldedTag) = (tagged, new FoldedName(name[prefix.Length..]));
            }
        }
    }

    /// <summary>The name as the policy writes it.</summary>
    public string Name => Folded.Text;

    /// <summary>The name as the request's context is asked for it.</summary>
    public FoldedName Folded { get; }

    /// <summary>How the value follows from the request when the context does not state it.</summary>
    public GlobalKey Global { get; }

    /// <summary>The tag key of a tag key name; empty otherwise.</summary>
    public string Tag => FoldedTag.Text ?? "";

    /// <summary>The tag key as tags are asked for it.</summary>
    public FoldedName FoldedTag { get; }

    public override string ToString() => Name;

    private static NameTable<GlobalKey> TableOf(Dictionary<string, GlobalKey> keys)
    {
        var table = new NameTable<GlobalKey>(keys.Count);
        foreach ((string name, GlobalKey key) in keys)
        {
            table.Set(new FoldedName(name), key);
        }

        return table;
    }
}
