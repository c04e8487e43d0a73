using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>The operations that a KMS grant can hold (KMS-6). See the KMS Developer Guide, "Grant operations".</summary>
internal static class KmsGrantOperations
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
        "ReEncryptFrom", "ReEncryptTo", "Sign", "Verify", "GenerateMac", "VerifyMac", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey",
        "DeriveSharedSecret",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    public static IEnumerable<string> All => Names;

    public static bool Contains(string name) => Names.Contains(name);
}
