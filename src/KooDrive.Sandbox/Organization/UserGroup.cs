namespace KooDrive.Sandbox.Organization;

/// <summary>A group of users.</summary>
/// <param name="Id">19 digits: more than a floating-point number has.</param>
/// <param name="Name">Its name.</param>
/// <param name="UserCount">How many users are in it.</param>
internal sealed record UserGroup(long Id, string Name, int UserCount);
