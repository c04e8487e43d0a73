namespace IamSim.Environments;

/// <summary>S3 block public access settings of an account or a bucket. See the S3 User Guide, "Blocking public access to your Amazon S3 storage".</summary>
/// <param name="BlockPublicAcls">Whether access control lists that grant public access are refused.</param>
/// <param name="IgnorePublicAcls">Whether access control lists that grant public access are ignored.</param>
/// <param name="BlockPublicPolicy">Whether policies that grant public access are refused.</param>
/// <param name="RestrictPublicBuckets">Whether a public policy reaches only services and the owner's account (S3-4): the one that changes decisions.</param>
public sealed record S3PublicAccessBlock(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets);
