package io.tradewind.support;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What Camunda Modeler's deploy button sends. */
public final class ModelerButton {

    private ModelerButton() {}

    /**
     * As Modeler's {@code CamundaAPI.deployDiagram} puts it together: bare file names, one part for each.
     *
     * @param more further fields, name and value in turn
     */
    public static HttpResponse<String> press(
            Web.Client client, String deploymentName, Map<String, String> files, String... more) {
        String boundary =
                "----WebKitFormBoundary" + UUID.randomUUID().toString().replace("-", "");
        StringBuilder body = new StringBuilder();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("deployment-name", deploymentName);
        fields.put("deployment-source", "Camunda Modeler");
        fields.put("enable-duplicate-filtering", "true");
        fields.put("deploy-changed-only", "true");
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        fields.forEach((field, value) -> body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(field)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        files.forEach((file, content) -> body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(file)
                .append("\"; filename=\"")
                .append(file)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append(content)
                .append("\r\n"));
        body.append("--").append(boundary).append("--\r\n");
        return client.send(
                "POST", "/engine-rest/deployment/create", "multipart/form-data; boundary=" + boundary, body.toString());
    }
}
