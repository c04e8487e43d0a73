using IamSim.Environments.Formats.Deployment;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Reads the resources of a plan or state: first what has policies and names, then what is attached to it.</summary>
internal sealed class TerraformReader
{
    private readonly TerraformDocument _document;
    private readonly TerraformValues _values;
    private readonly LambdaPermissions _permissions;
    private readonly Dictionary<string, Action<TerraformResource>> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<TerraformResource>> _second = new(StringComparer.Ordinal);

    public TerraformReader(TerraformDocument document, DeploymentScope scope)
    {
        _document = document;
        var created = new DeployedPolicies(scope);
        _values = new TerraformValues(scope, new TerraformReferences(document));
        _permissions = new LambdaPermissions(scope, created);
        var policies = new TerraformPolicies(_values, created);
        new TerraformIdentities(_values, policies).AddTo(_first, _second);
        new TerraformServices(_values, policies, new ServicePolicies(scope, created), _permissions).AddTo(_first, _second);
        new TerraformOrganization(_values, new DeployedOrganization(scope, created)).AddTo(_first, _second);
    }

    public void Read()
    {
        foreach (TerraformResource resource in _document.Resources.Where(resource => _first.ContainsKey(KeyOf(resource))))
        {
            if (!resource.IsData)
            {
                _values.Tell(resource);
            }

            _first[KeyOf(resource)](resource);
        }

        foreach (TerraformResource resource in _document.Resources)
        {
            if (_second.TryGetValue(KeyOf(resource), out Action<TerraformResource>? attach))
            {
                attach(resource);
            }
        }

        _permissions.Finish();
    }

    private static string KeyOf(TerraformResource resource) => resource.IsData ? $"data.{resource.Type}" : resource.Type;
}
