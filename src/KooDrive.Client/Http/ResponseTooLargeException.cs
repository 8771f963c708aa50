using System;

namespace KooDrive.Client.Http;

/// <summary>The body of a response is larger than <see cref="BufferedContent.MaximumBytes"/>.</summary>
internal sealed class ResponseTooLargeException : Exception;
