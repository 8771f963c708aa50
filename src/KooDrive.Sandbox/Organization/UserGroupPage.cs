using System.Collections.Generic;

namespace KooDrive.Sandbox.Organization;

/// <summary>One page of <c>GET /userGroups</c>.</summary>
/// <param name="Groups">The groups on it.</param>
/// <param name="NextCursor">Where the next page starts; null when this is the last.</param>
internal sealed record UserGroupPage(IReadOnlyList<UserGroup> Groups, long? NextCursor);
